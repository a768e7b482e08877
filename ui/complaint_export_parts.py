"""Taking the complaints one sees home as an Excel file: with a reason, written in the log."""

from enum import StrEnum

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import complaints, customers
from care.complaints import BoardFilters, Span, Standing
from core.i18n import _
from db.models import CauseCategory, ClockVerdict
from ui import cause_labels, complaint_labels
from ui.actions import ask, perform
from ui.complaint_list_parts import STANDINGS, span_picker
from ui.downloads import download_link, start_download
from ui.safe import esc

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
    with st.popover(_("Export"), icon=":material/download:", type="tertiary"):
        st.caption(_("Everything that fits the filters. Phone numbers stay masked. The log keeps who and why."))
        with st.form("complaint_export", border=False):
            reason = st.text_input(_("What is the file for?"), key="complaint_export_reason", max_chars=300)
            wanted = st.form_submit_button(_("Export to Excel"), type="primary")
        if wanted and (problem := customers.reason_problem(reason)):
            st.caption(f":red[{esc(problem)}]")
        elif wanted:
            _export(filters, span, reason)


def _export(filters: BoardFilters, span: Span, reason: str) -> None:
    made = ask(complaints.export_file, filters=filters, span=span, word=word)
    if url := perform(complaints.hand_out_export, made=made, reason=reason):
        start_download(url)
        download_link(_("Download the file"), url)


def word(code: StrEnum) -> str:
    """Any code of the file, in the reader's language."""
    if isinstance(code, CauseCategory):
        return cause_labels.cause(code)
    if isinstance(code, ClockVerdict):
        code = _ENDS[code]
    return _(STANDINGS[code][1]) if isinstance(code, Standing) else complaint_labels.word(code)
