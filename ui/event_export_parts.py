"""Taking the list of an event home as an Excel file."""

from auth.actor import Actor
from auth.permissions import Permission
from care import events
from core.i18n import _
from ui import event_labels
from ui.actions import ask, perform
from ui.export_parts import export_popover


def export_button(actor: Actor, event_id: int) -> None:
    """For those who may take customers along."""
    if not actor.may(Permission.CUSTOMER_EXPORT):
        return

    def take(reason: str) -> str | None:
        made = ask(events.export_file, event_id=event_id, word=event_labels.word)
        return perform(events.hand_out_export, made=made, reason=reason)

    export_popover("event", _("The guests you may see, without ways to reach them. The log keeps who and why."), take)
