"""Inviting customers, and taking an invitation back. Of each there is one, however often and by whomever."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.events.choosing import AT_ONCE, Choice, chosen_by, is_on_list, may_be_invited, room_left
from care.events.finding import hold, hold_line
from care.events.refusals import AlreadyAnswered, EventOver, NoConsent
from core import clock
from core.errors import Invalid, NotFound
from core.i18n import _
from db import dialect
from db.models import Attendee, AttendeeState, Contact, Customer, CustomerEvent, EventState


@dataclass(frozen=True)
class Invited:
    new: int
    room: int | None
    """How many more find room now; below nothing: more are invited than do. None: nobody counts."""


def invite(
    session: Session, actor: Actor, event_id: int, *, customer_id: int, contact_id: int | None = None
) -> Invited:
    """One customer, or one person there. Who is on the list already stays as they are."""
    actor.require(Permission.EVENT_INVITE)
    event = _open(session, event_id)
    reached = customers_visible_to(actor, Permission.EVENT_INVITE)
    agrees: Any = may_be_invited()
    found = session.exec(select(col(Customer.id), agrees).where(col(Customer.id) == customer_id, reached)).first()
    if found is None:
        raise NotFound
    if not found[1]:
        raise NoConsent
    if contact_id is not None and not _works_there(session, contact_id, customer_id):
        raise Invalid({"contact_id": _("Please choose one of the list.")})
    return _add(session, actor, event, [customer_id], contact_id)


def invite_many(session: Session, actor: Actor, event_id: int, *, choice: Choice) -> Invited:
    """Everybody of this choice who agreed and is not on the list."""
    actor.require(Permission.EVENT_INVITE)
    event = _open(session, event_id)
    fresh = (*chosen_by(actor, choice), may_be_invited(), ~is_on_list(event_id))
    ids = session.exec(select(col(Customer.id)).where(*fresh).order_by(col(Customer.id)).limit(AT_ONCE + 1)).all()
    if len(ids) > AT_ONCE:
        raise Invalid({"choice": _("These are more than {n} customers: please choose fewer.").format(n=AT_ONCE)})
    return _add(session, actor, event, ids, None)


def withdraw(session: Session, actor: Actor, attendee_id: int) -> bool:
    """The click was wrong: off the list, as long as they have not answered."""
    actor.require(Permission.EVENT_INVITE)
    event, line = hold_line(session, actor, attendee_id)
    if event.state is not EventState.PLANNED:
        raise EventOver(event.state)
    if line.state is not AttendeeState.INVITED:
        raise AlreadyAnswered
    audit.record(session, actor, "event.invitation_withdrawn", event, detail={"customer": line.customer_id})
    session.delete(line)
    session.flush()
    return True


def _open(session: Session, event_id: int) -> CustomerEvent:
    event = hold(session, event_id)
    if event.state is not EventState.PLANNED:
        raise EventOver(event.state)
    return event


def _add(session: Session, actor: Actor, event: CustomerEvent, ids: Sequence[int], contact_id: int | None) -> Invited:
    now = clock.now()
    rows: list[dict[str, Any]] = [
        {
            "event_id": event.id, "customer_id": id_, "contact_id": contact_id, "state": AttendeeState.INVITED,
            "invited_at": now, "invited_by_id": actor.id, "note": "", "created_at": now, "updated_at": now,
            "row_version": 1,
        }
        for id_ in ids
    ]  # fmt: skip
    new = dialect.insert_new(session, Attendee, rows)
    if new:
        detail = {"customer": ids[0]} if len(ids) == 1 else {}
        audit.record(session, actor, "event.invited", event, count=new, detail=detail)
    return Invited(new, room_left(session, event))


def _works_there(session: Session, contact_id: int, customer_id: int) -> bool:
    contact = session.get(Contact, contact_id)
    return contact is not None and contact.customer_id == customer_id
