"""Taking answers home as an Excel file: with a reason, written in the log."""

from care import surveys
from care.surveys import Slice
from core.i18n import _
from ui.actions import ask, perform
from ui.export_parts import export_popover


def button(of: Slice) -> None:
    caption = _("Every answer of customers you may export, a column for each question. The log keeps who and why.")
    export_popover("survey", caption, lambda reason: _taken(of, reason))


def _taken(of: Slice, reason: str) -> str | None:
    return perform(surveys.hand_out_export, made=ask(surveys.export_file, of=of), reason=reason)
