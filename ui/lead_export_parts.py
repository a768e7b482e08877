"""Taking the leads one sees home as an Excel file."""

from enum import StrEnum

from auth.actor import Actor
from auth.permissions import Permission
from care import leads
from care.leads import LeadFilters, Span
from core.i18n import N_, _
from db.models import ClockVerdict, ConsentPurpose, Source
from ui import labels, lead_labels
from ui.actions import ask, perform
from ui.export_parts import export_popover

_VERDICTS = {
    ClockVerdict.MET: N_("In time"),
    ClockVerdict.MISSED: N_("Late"),
    ClockVerdict.EXCLUDED: N_("Not counted"),
}


def export_button(actor: Actor, filters: LeadFilters, span: Span) -> None:
    """For those who may take them along."""
    if not actor.may(Permission.LEAD_EXPORT):
        return

    def take(reason: str) -> str | None:
        made = ask(leads.export_file, filters=filters, span=span, word=word)
        return perform(leads.hand_out_export, made=made, reason=reason)

    caption = _("Everything that fits the filters. Phone numbers stay masked. The log keeps who and why.")
    export_popover("lead", caption, take)


def word(code: StrEnum) -> str:
    """Any code of the file, in the reader's language."""
    if isinstance(code, ClockVerdict):
        return _(_VERDICTS[code])
    if isinstance(code, Source):
        return labels.source(code)
    return _(labels.PURPOSES[code]) if isinstance(code, ConsentPurpose) else lead_labels.word(code)
