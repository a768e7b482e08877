"""Taking the complaints one sees home as an Excel file."""

from enum import StrEnum

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import complaints
from care.complaints import BoardFilters, Span, Standing
from core.i18n import _
from db.models import CauseCategory, ClockVerdict
from ui import cause_labels, complaint_labels
from ui.actions import ask, perform
from ui.complaint_list_parts import STANDINGS, span_picker
from ui.export_parts import export_popover

_ENDS = {
    ClockVerdict.MET: Standing.MET,
    ClockVerdict.MISSED: Standing.MISSED,
    ClockVerdict.EXCLUDED: Standing.EXCLUDED,
}


def list_tools(actor: Actor, filters: BoardFilters) -> Span:
    """Above the list: which complaints it holds, and the way out for those who may take them along."""
    with st.container(horizontal=True, vertical_alignment="center"):
        span = span_picker()
        st.space("stretch")
        if actor.may(Permission.COMPLAINT_EXPORT):
            export_button(filters, span)
    return span


def export_button(filters: BoardFilters, span: Span) -> None:
    def take(reason: str) -> str | None:
        made = ask(complaints.export_file, filters=filters, span=span, word=word)
        return perform(complaints.hand_out_export, made=made, reason=reason)

    caption = _("Everything that fits the filters. Phone numbers stay masked. The log keeps who and why.")
    export_popover("complaint", caption, take)


def word(code: StrEnum) -> str:
    """Any code of the file, in the reader's language."""
    if isinstance(code, CauseCategory):
        return cause_labels.cause(code)
    if isinstance(code, ClockVerdict):
        code = _ENDS[code]
    return _(STANDINGS[code][1]) if isinstance(code, Standing) else complaint_labels.word(code)
