"""The event or the line of its list that a command is about, held until the transaction ends."""

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to
from core.errors import NotFound
from db.models import Attendee, Customer, CustomerEvent


def planned_by(actor: Actor) -> ColumnElement[bool]:
    """Events that the actor may change. That an event is there, everybody reads who reads events at all."""
    if actor.scope(Permission.EVENT_PLAN) is Scope.ALL:
        return true()
    mine = col(CustomerEvent.owner_id) == actor.id
    return or_(mine, col(CustomerEvent.team_id) == actor.team_id) if actor.team_id else mine


def hold_to_plan(session: Session, actor: Actor, event_id: int) -> CustomerEvent:
    """Of two who change it, the second sees what the first has done."""
    return _held(session, event_id, planned_by(actor))


def hold(session: Session, event_id: int) -> CustomerEvent:
    """Whatever is done to one event's list is done one after the other."""
    return _held(session, event_id, true())


def hold_line(session: Session, actor: Actor, attendee_id: int) -> tuple[CustomerEvent, Attendee]:
    """A line of a customer whom the actor may invite."""
    event_id = session.exec(select(Attendee.event_id).where(col(Attendee.id) == attendee_id)).first()
    if event_id is None:
        raise NotFound
    event = hold(session, event_id)
    rows = lines_of(session, actor, event_id, [attendee_id])
    if not rows:
        raise NotFound
    return event, rows[0]


def lines_of(session: Session, actor: Actor, event_id: int, ids: list[int]) -> list[Attendee]:
    """Those of these lines whose customers the actor may invite."""
    query = select(Attendee).join(Customer, col(Customer.id) == col(Attendee.customer_id))
    reached = customers_visible_to(actor, Permission.EVENT_INVITE)
    query = query.where(col(Attendee.event_id) == event_id, col(Attendee.id).in_(ids), reached)
    return list(session.exec(query.order_by(col(Attendee.id))))


def _held(session: Session, event_id: int, which: ColumnElement[bool]) -> CustomerEvent:
    query = select(CustomerEvent).where(col(CustomerEvent.id) == event_id, which)
    found = session.exec(query.with_for_update().execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound
    return found
