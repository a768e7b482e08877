"""Talking with those who came: asked of whoever looks after them, once each; written down as a contact."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import interactions, tasks
from care.events.finding import hold_line
from care.events.refusals import NotThere, SpokenWith
from care.interactions import NewInteraction
from care.tasks import TaskKind
from care.worktime import NeverOpen, calendar_in_force
from core import clock
from db.models import Attendee, AttendeeState, Customer, CustomerEvent, Interaction, Subject, User

WORKING_DAYS = 3
"""Within so many one asks how it was."""


def follow_up(session: Session, actor: Actor, attendee_id: int, *, contact: NewInteraction) -> Attendee:
    """The contact stands in the customer's story, and the task that asked for it is done."""
    actor.require(Permission.EVENT_INVITE)
    event, line = hold_line(session, actor, attendee_id)
    if line.state is not AttendeeState.ATTENDED:
        raise NotThere
    if line.interaction_id is not None:
        raise SpokenWith(_who_spoke(session, line.interaction_id))
    row = interactions.write(session, actor, contact=contact, customer_id=line.customer_id)
    if not interactions.is_response(contact):
        return line  # an attempt that reached nobody is written down, and the task stays
    session.flush()
    line.interaction_id = row.id
    audit.record(session, actor, "event.followed_up", event, detail={"customer": line.customer_id})
    tasks.settle_one(session, _key(event, line), by_id=actor.id, outcome=contact.summary)
    return line


def ask_to_follow(session: Session, event: CustomerEvent, lines: Sequence[Attendee]) -> None:
    """The customer's owner, or whoever runs the event where there is none."""
    if not lines:
        return
    ids = [line.customer_id for line in lines]
    living = (col(Customer.id).in_(ids), col(Customer.deleted_at).is_(None))
    owners = dict(session.exec(select(col(Customer.id), col(Customer.owner_id)).where(*living)).all())
    due_at = _due(session)
    for line in lines:
        if line.customer_id in owners:
            task = tasks.make(
                session, kind=TaskKind.EVENT_FOLLOW_UP, assignee_id=owners[line.customer_id] or event.owner_id,
                due_at=due_at, subject=Subject.CUSTOMER, subject_id=line.customer_id, key=_key(event, line),
            )  # fmt: skip
            task.cancelled_at = None  # ticked, unticked, ticked again


def no_longer_follow(session: Session, event: CustomerEvent, lines: Sequence[Attendee]) -> None:
    for line in lines:
        tasks.drop_one(session, _key(event, line))


def _key(event: CustomerEvent, line: Attendee) -> str:
    return f"event:{event.id}:{line.customer_id}"


def _due(session: Session) -> datetime:
    """The end of that working day."""
    return clock.start_of(_day(session, clock.today()) + timedelta(days=1)) - timedelta(minutes=1)


def _day(session: Session, today: date) -> date:
    try:
        return calendar_in_force(session).day_after(today, WORKING_DAYS)
    except NeverOpen:
        return today + timedelta(days=WORKING_DAYS)


def _who_spoke(session: Session, interaction_id: int) -> str:
    query = select(User.name).join(Interaction, col(Interaction.by_id) == col(User.id))
    return session.exec(query.where(col(Interaction.id) == interaction_id)).first() or ""
