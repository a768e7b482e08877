"""Planning an event, changing it, calling it off."""

from dataclasses import asdict
from typing import Any

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import stewards_within
from care import notices
from care.events.finding import hold_to_plan
from care.events.planning import REASON_LENGTH, NewEvent, problems
from care.events.refusals import EventOver
from care.notices import NoticeKind
from core import clock
from core.errors import Conflict, Invalid
from core.i18n import _
from db.models import Attendee, AttendeeState, CustomerEvent, EventState, Subject, User


def plan_event(session: Session, actor: Actor, *, event: NewEvent) -> CustomerEvent:
    """An event of whoever runs it and of their team."""
    actor.require(Permission.EVENT_PLAN)
    row = CustomerEvent(**_checked(session, actor, event))
    session.add(row)
    session.flush()
    audit.record(session, actor, "event.planned", row)
    return row


def change_event(session: Session, actor: Actor, event_id: int, *, event: NewEvent, seen: int) -> CustomerEvent:
    """Save it as it stood at version `seen`; Conflict when somebody saved it since. Its cost is often known after."""
    actor.require(Permission.EVENT_PLAN)
    row = hold_to_plan(session, actor, event_id)
    if row.state is EventState.CANCELLED:
        raise EventOver(row.state)
    values = _checked(session, actor, event, keep_owner=row.owner_id)
    if row.row_version != seen:
        raise _conflict(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    audit.record(session, actor, "event.changed", row)
    return row


def cancel_event(session: Session, actor: Actor, event_id: int, *, reason: str) -> CustomerEvent:
    """Whoever invited somebody is told, so that nobody stands before a closed door. Twice changes nothing."""
    actor.require(Permission.EVENT_PLAN)
    row = hold_to_plan(session, actor, event_id)
    if row.state is EventState.CANCELLED:
        return row
    if row.state is not EventState.PLANNED:
        raise EventOver(row.state)
    if not reason.strip():
        raise Invalid({"reason": _("Please say why, for whoever invited customers.")})
    row.state, row.reason, row.ended_at = EventState.CANCELLED, reason.strip()[:REASON_LENGTH], clock.now()
    audit.record(session, actor, "event.cancelled", row)
    notices.tell(
        session, _who_invited(session, row) - {actor.id}, NoticeKind.EVENT_CANCELLED,
        key=f"event-cancelled:{row.id}", subject=Subject.EVENT, subject_id=row.id,
    )  # fmt: skip
    return row


def _who_invited(session: Session, row: CustomerEvent) -> set[int]:
    """Those whose guests still expect it, and whoever runs it."""
    expected = (AttendeeState.INVITED, AttendeeState.ACCEPTED)
    query = select(Attendee.invited_by_id).where(col(Attendee.event_id) == row.id, col(Attendee.state).in_(expected))
    return {id_ for id_ in [*session.exec(query.distinct()), row.owner_id] if id_}


def _checked(session: Session, actor: Actor, event: NewEvent, *, keep_owner: int | None = None) -> dict[str, Any]:
    """As it is stored."""
    found = problems(event, now=clock.now())
    owner_id = event.owner_id or keep_owner or actor.id
    within = stewards_within(actor, Permission.EVENT_PLAN)
    if owner_id not in (actor.id, keep_owner):
        query = select(col(User.id)).where(col(User.id) == owner_id, within)
        if session.exec(query).first() is None:
            found["owner_id"] = _("Please choose one of the list.")
    if found:
        raise Invalid(found)
    owner = session.get(User, owner_id)
    texts = {name: getattr(event, name).strip() for name in ("name", "place", "about")}
    return asdict(event) | texts | {"owner_id": owner_id, "team_id": owner.team_id if owner else None}


def _conflict(row: CustomerEvent, yours: dict[str, Any]) -> Conflict:
    differing = [name for name in yours if getattr(row, name) != yours[name]]
    return Conflict(
        version=row.row_version,
        theirs={name: getattr(row, name) for name in differing},
        yours={name: yours[name] for name in differing},
    )
