"""Many greetings of one list, to be sent or skipped together: which they are, and what will happen, in numbers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.greetings.lines import Lane
from care.greetings.many_commands import AT_ONCE
from care.greetings.queries import about_it, in_order, is_open, reached, still_agreed, when
from core import clock
from db.models import Channel, ChannelType, Customer, Greeting, Occasion


@dataclass(frozen=True)
class Batch:
    """What can be done to many at once, in numbers."""

    ids: tuple[int, ...]
    """At most as many as are done in one go."""
    total: int
    with_mailbox: int
    """Of these ids."""


def batch(
    session: Session,
    actor: Actor,
    *,
    lane: Lane,
    only_own: bool = False,
    occasion: Occasion | None = None,
    about: str = "",
) -> Batch:
    """The greetings of one lane that the actor may send."""
    actor.require(Permission.GREETING_SEND)
    where = [customers_visible_to(actor, Permission.GREETING_SEND), reached(actor, only_own=only_own)]
    where += about_it(occasion, about)
    where.append(when(clock.today())[lane])
    mailbox = (
        select(col(Channel.id))
        .where(col(Channel.customer_id) == col(Customer.id), col(Channel.type) == ChannelType.EMAIL)
        .exists()
    )
    query: Any = select(col(Greeting.id), mailbox).join(Customer, col(Customer.id) == col(Greeting.customer_id))
    query = query.where(is_open(), *where, still_agreed()).order_by(col(Greeting.day), col(Greeting.customer_id))
    rows = in_order(session, query.limit(AT_ONCE)).all()
    counted: Any = select(func.count()).select_from(Greeting)
    counted = counted.join(Customer, col(Customer.id) == col(Greeting.customer_id)).where(is_open(), *where)
    total = in_order(session, counted).one()
    return Batch(tuple(id_ for id_, _has in rows), max(total, len(rows)), sum(bool(has) for _id, has in rows))
