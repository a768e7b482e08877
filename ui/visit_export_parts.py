"""Taking what was said on visits home as an Excel file, of the days one chooses."""

from datetime import date
from enum import StrEnum

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import revisits
from core import clock
from core.i18n import _
from db.models import Demand, VisitCause, VisitState
from ui import complaint_labels, current
from ui.actions import ask, perform
from ui.export_parts import export_popover

_KEY = "revisit_export_days"


def export_button(actor: Actor) -> None:
    """For those who may take them along."""
    if not actor.may(Permission.REVISIT_EXPORT):
        return
    caption = _("Visits that were made or left out, with what was said. The log keeps who and why.")
    export_popover("revisit", caption, _take, fields=_days)


def _days() -> None:
    st.date_input(_("Ended from … to"), _this_month(), key=_KEY, format="YYYY-MM-DD")


def _this_month() -> tuple[date, date]:
    today = clock.today()
    return today.replace(day=1), today


def _take(reason: str) -> str | None:
    chosen = current.remembered(_KEY) or _this_month()
    first, last = chosen[0], chosen[-1]  # one day alone is both
    made = ask(revisits.export_file, first=first, last=last, word=word)
    return perform(revisits.hand_out_export, made=made, reason=reason)


def word(code: StrEnum) -> str:
    """Any code of the file, in the reader's language."""
    if isinstance(code, VisitState):
        return _(revisits.STATES[code])
    if isinstance(code, VisitCause):
        return _(revisits.CAUSES[code])
    return _(revisits.DEMANDS[code]) if isinstance(code, Demand) else complaint_labels.word(code)
