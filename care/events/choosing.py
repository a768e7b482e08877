"""Whom to invite: one customer or many, as far as they agreed; counted before it is done."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.privacy import agreed_to
from core.errors import NotFound
from db.models import Attendee, AttendeeState, ConsentPurpose, Customer, CustomerEvent, CustomerTag, Tag, Tier

AT_ONCE = 500
"""So many are invited in one go."""
TAKES_A_SEAT = (AttendeeState.INVITED, AttendeeState.ACCEPTED, AttendeeState.ATTENDED)


@dataclass(frozen=True)
class Choice:
    """Empty: not chosen by."""

    tiers: tuple[Tier, ...] = ()
    regions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    owner_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class InviteCount:
    """What will happen, in numbers."""

    chosen: int
    agreed: int
    on_list: int
    """Of those who agreed."""
    room: int | None
    """How many more find room; None: nobody counts."""

    @property
    def new(self) -> int:
        return self.agreed - self.on_list

    @property
    def too_many(self) -> int:
        return max(0, self.new - max(self.room, 0)) if self.room is not None else 0


def invite_count(session: Session, actor: Actor, event_id: int, *, choice: Choice) -> InviteCount:
    actor.require(Permission.EVENT_INVITE)
    event = session.get(CustomerEvent, event_id)
    if event is None:
        raise NotFound
    chosen = chosen_by(actor, choice)
    return InviteCount(
        _count(session, *chosen),
        _count(session, *chosen, may_be_invited()),
        _count(session, *chosen, may_be_invited(), is_on_list(event_id)),
        room_left(session, event),
    )


def chosen_by(actor: Actor, choice: Choice) -> list[ColumnElement[bool]]:
    """Of those whom the actor may invite."""
    where: list[Any] = [customers_visible_to(actor, Permission.EVENT_INVITE)]
    if choice.tiers:
        where.append(col(Customer.tier).in_(choice.tiers))
    if choice.regions:
        where.append(col(Customer.region).in_(choice.regions))
    if choice.owner_ids:
        where.append(col(Customer.owner_id).in_(choice.owner_ids))
    if choice.tags:
        tagged = select(col(CustomerTag.customer_id)).join(Tag, col(Tag.id) == col(CustomerTag.tag_id))
        where.append(col(Customer.id).in_(tagged.where(col(Tag.name).in_(choice.tags))))
    return where


def may_be_invited() -> ColumnElement[bool]:
    """An invitation is an approach of ours: they agreed to be cared for or to be told of offers."""
    return or_(agreed_to(ConsentPurpose.CARE), agreed_to(ConsentPurpose.MARKETING))


def is_on_list(event_id: int) -> ColumnElement[bool]:
    here = select(col(Attendee.id)).where(
        col(Attendee.event_id) == event_id, col(Attendee.customer_id) == col(Customer.id)
    )
    return here.exists()


def room_left(session: Session, event: CustomerEvent) -> int | None:
    if event.capacity is None:
        return None
    seated = select(func.count(col(Attendee.id))).where(
        col(Attendee.event_id) == event.id, col(Attendee.state).in_(TAKES_A_SEAT)
    )
    return event.capacity - session.exec(seated).one()


def _count(session: Session, *where: Any) -> int:
    return session.exec(select(func.count(col(Customer.id))).where(*where)).one()
