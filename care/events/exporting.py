"""The list of an event as an Excel file: with a reason, counted in the log (R85)."""

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import sheets
from care.events.queries import all_guests
from care.sheets import SheetFile, Word
from core import clock
from core.errors import NotFound
from core.i18n import N_, _
from db.models import CustomerEvent

COLUMNS: dict[str, str] = {
    "customer": N_("Customer"),
    "person": N_("Contact person"),
    "tier": N_("Tier"),
    "owner": N_("Person in charge"),
    "state": N_("State"),
    "note": N_("Note"),
    "invited_by": N_("Invited by"),
    "followed_up": N_("Spoken with afterwards"),
}


def export_file(session: Session, actor: Actor, *, event_id: int, word: Word) -> SheetFile:
    """Whoever of the list the actor may export. `word` says a stored code."""
    actor.require(Permission.EVENT_READ)
    actor.require(Permission.CUSTOMER_EXPORT)
    event = session.get(CustomerEvent, event_id)
    if event is None:
        raise NotFound
    lines = all_guests(session, actor, event_id, Permission.CUSTOMER_EXPORT)
    said = {True: _("yes"), False: ""}
    rows = (vars(line) | {"followed_up": said[line.is_followed_up]} for line in lines)
    return sheets.write(COLUMNS, rows, title=_("Guests"), word=word, filtered=False)


def hand_out_export(session: Session, actor: Actor, *, made: SheetFile, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.EVENT_READ)
    actor.require(Permission.CUSTOMER_EXPORT)
    name = _("Guests {day}.xlsx").format(day=clock.today().isoformat())
    return sheets.hand_out(session, actor, made=made, reason=reason, name=name, action="event.exported")
