"""Many greetings of one list, to be sent or skipped together: which they are, and what will happen, in numbers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.greetings.lines import Lane
from care.greetings.many_commands import AT_ONCE
from care.greetings.queries import about_it, in_order, is_open, reached, still_agreed, when
from core import clock
from db.models import Channel, ChannelType, Customer, Greeting, Medium, Occasion


@dataclass(frozen=True)
class Batch:
    """What can be done to many at once, in numbers."""

    ids: tuple[int, ...]
    """At most as many as are done in one go."""
    able: int
    """Of the lane, so many can be done this way."""
    total: int
    """Of the lane."""


def batch(
    session: Session,
    actor: Actor,
    *,
    lane: Lane,
    only_own: bool = False,
    occasion: Occasion | None = None,
    about: str = "",
    medium: Medium | None = None,
) -> Batch:
    """The greetings of one lane that the actor may send: by mail, those that can be mailed today."""
    actor.require(Permission.GREETING_SEND)
    where: list[Any] = [customers_visible_to(actor, Permission.GREETING_SEND), reached(actor, only_own=only_own)]
    where += about_it(occasion, about)
    where.append(when(clock.today())[lane])
    able = [*where, _mailed_today()] if medium is Medium.EMAIL else where
    query: Any = select(col(Greeting.id)).join(Customer, col(Customer.id) == col(Greeting.customer_id))
    query = query.where(is_open(), *able, still_agreed()).order_by(col(Greeting.day), col(Greeting.customer_id))
    ids = tuple(in_order(session, query.limit(AT_ONCE)))
    return Batch(ids, max(_count(session, able), len(ids)), max(_count(session, where), len(ids)))


def _mailed_today() -> ColumnElement[bool]:
    """There is a mailbox, of the very person who is greeted, and no congratulation comes before its day."""
    theirs = or_(col(Greeting.contact_id).is_(None), col(Channel.contact_id) == col(Greeting.contact_id))
    mailbox = select(col(Channel.id)).where(
        col(Channel.customer_id) == col(Greeting.customer_id), col(Channel.type) == ChannelType.EMAIL, theirs
    )
    in_time = or_(col(Greeting.day) <= clock.today(), col(Greeting.occasion) == Occasion.SERVICE)
    return and_(mailbox.correlate(Greeting).exists(), in_time)


def _count(session: Session, where: list[Any]) -> int:
    query: Any = select(func.count()).select_from(Greeting)
    query = query.join(Customer, col(Customer.id) == col(Greeting.customer_id)).where(is_open(), *where)
    return int(in_order(session, query).one())
