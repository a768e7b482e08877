"""Coming and past events with their numbers, one event with its list, the events of one customer."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.events.choosing import TAKES_A_SEAT, may_be_invited
from care.events.finding import planned_by
from care.events.lines import AttendeeLine, Counts, CustomerEventLine, EventFile, EventLine, EventPage, Span
from core import clock
from core.errors import NotFound
from db.models import Attendee, AttendeeState, Contact, Customer, CustomerEvent, EventState, User

PAGE = 20
GUESTS = 500
"""So many of one event's list are drawn at once."""
_Came = col(Attendee.state) == AttendeeState.ATTENDED


def events(session: Session, actor: Actor, *, span: Span = Span.COMING, page: int = 1) -> EventPage:
    """Coming: what is still planned, the next first. Past: held or called off, the latest first."""
    actor.require(Permission.EVENT_READ)
    planned = col(CustomerEvent.state) == EventState.PLANNED
    which = planned if span is Span.COMING else ~planned
    starts = col(CustomerEvent.starts_at)
    order = starts if span is Span.COMING else starts.desc()
    total = session.exec(select(func.count(col(CustomerEvent.id))).where(which)).one()
    query = _events().where(which).order_by(order, col(CustomerEvent.id))
    rows = session.exec(query.limit(PAGE).offset((max(page, 1) - 1) * PAGE)).all()
    return EventPage(_lines(session, rows), total)


def event(session: Session, actor: Actor, event_id: int, *, page: int = 1) -> EventFile:
    """With those on its list whose customers the actor may see, a page of them."""
    actor.require(Permission.EVENT_READ)
    rows = session.exec(_events().where(col(CustomerEvent.id) == event_id)).all()
    if not rows:
        raise NotFound
    line = _lines(session, rows)[0]
    attendees = _some(session, _guests(actor, event_id, Permission.EVENT_READ), page)
    on_list, seen = _on_list(session, actor, event_id)
    mine = and_(col(CustomerEvent.id) == event_id, planned_by(actor)) if actor.may(Permission.EVENT_PLAN) else false()
    return EventFile(
        line,
        attendees,
        seen=seen,
        hidden=on_list - seen,
        may_plan=session.exec(select(col(CustomerEvent.id)).where(mine)).first() is not None,
        may_invite=actor.may(Permission.EVENT_INVITE),
        has_begun=clock.local(line.starts_at).date() <= clock.today(),
    )


def events_of(session: Session, actor: Actor, customer_id: int) -> tuple[CustomerEventLine, ...]:
    """To what one customer was invited, and where they came; the latest first."""
    actor.require(Permission.EVENT_READ)
    seen = (col(Customer.id) == customer_id, customers_visible_to(actor, Permission.EVENT_READ))
    if session.exec(select(col(Customer.id)).where(*seen)).first() is None:
        raise NotFound
    names = ("id", "name", "kind", "starts_at", "state")
    columns: Any = (*(getattr(CustomerEvent, name) for name in names), Attendee.state)
    query = select(*columns).join(Attendee, col(Attendee.event_id) == col(CustomerEvent.id))
    query = query.where(col(Attendee.customer_id) == customer_id)
    latest = query.order_by(col(CustomerEvent.starts_at).desc()).limit(20)
    return tuple(CustomerEventLine(*row) for row in session.exec(latest))


def all_guests(session: Session, actor: Actor, event_id: int, permission: Permission) -> Iterator[AttendeeLine]:
    """The whole list, as far as `permission` reaches."""
    return (_attendee(*row) for row in session.exec(_guests(actor, event_id, permission)))


def _some(session: Session, query: Any, page: int) -> tuple[AttendeeLine, ...]:
    rows = session.exec(query.limit(GUESTS).offset((max(page, 1) - 1) * GUESTS))
    return tuple(_attendee(*row) for row in rows)


def _on_list(session: Session, actor: Actor, event_id: int) -> tuple[int, int]:
    """How many there are, and how many of them the actor may see."""
    query = select(func.count(col(Attendee.id))).where(col(Attendee.event_id) == event_id)
    theirs = query.join(Customer, col(Customer.id) == col(Attendee.customer_id))
    seen = theirs.where(customers_visible_to(actor, Permission.EVENT_READ))
    return session.exec(query).one(), session.exec(seen).one()


def _guests(actor: Actor, event_id: int, permission: Permission) -> Any:
    """By name, as one looks for them at the door."""
    owner, inviter = aliased(User), aliased(User)
    works: ColumnElement[bool] = false()
    if actor.may(Permission.EVENT_INVITE):
        works = customers_visible_to(actor, Permission.EVENT_INVITE)
    columns: Any = (
        Attendee, col(Customer.name), col(Customer.tier), col(Contact.name), owner.name, inviter.name,
        may_be_invited(), works,
    )  # fmt: skip
    return (
        select(*columns)
        .join(Customer, col(Customer.id) == col(Attendee.customer_id))
        .outerjoin(Contact, col(Contact.id) == col(Attendee.contact_id))
        .outerjoin(owner, col(owner.id) == col(Customer.owner_id))
        .outerjoin(inviter, col(inviter.id) == col(Attendee.invited_by_id))
        .where(col(Attendee.event_id) == event_id, customers_visible_to(actor, permission))
        .order_by(col(Customer.sort_name), col(Customer.name), col(Attendee.id))
    )


def _attendee(row: Attendee, customer: str, tier: Any, person: str | None, *more: Any) -> AttendeeLine:
    owner, inviter, agrees, works = more
    return AttendeeLine(
        row.id, row.customer_id, customer, person or "", tier, owner or "", row.state, row.accepted, row.note,
        inviter or "", row.invited_at is None, row.interaction_id is not None, bool(agrees), bool(works),
    )  # fmt: skip


def _events() -> Any:
    columns: Any = (CustomerEvent, col(User.name))
    return select(*columns).outerjoin(User, col(User.id) == col(CustomerEvent.owner_id))


def _lines(session: Session, rows: Any) -> tuple[EventLine, ...]:
    counted = _counts(session, [row.id for row, _owner in rows])
    return tuple(_line(row, owner or "", counted.get(row.id, Counts())) for row, owner in rows)


def _line(row: CustomerEvent, owner: str, counts: Counts) -> EventLine:
    return EventLine(
        row.id, row.name, row.kind, row.starts_at, row.ends_at, row.place, row.about, row.capacity, row.cost_cents,
        row.owner_id, owner, row.state, row.reason, row.row_version, counts,
    )  # fmt: skip


def _counts(session: Session, ids: list[int]) -> dict[int, Counts]:
    """In the order of the fields of Counts."""
    invited = col(Attendee.invited_at).is_not(None)
    parts = (
        invited,
        col(Attendee.accepted).is_(True),
        col(Attendee.accepted).is_(False),
        _Came,
        and_(_Came, ~invited),
        and_(_Came, col(Attendee.interaction_id).is_not(None)),
        or_(*(col(Attendee.state) == state for state in TAKES_A_SEAT)),
    )
    columns: Any = (col(Attendee.event_id), *(func.sum(case((part, 1), else_=0)) for part in parts))
    query = select(*columns).where(col(Attendee.event_id).in_(ids)).group_by(col(Attendee.event_id))
    return {event_id: Counts(*map(int, numbers)) for event_id, *numbers in session.exec(query)}
