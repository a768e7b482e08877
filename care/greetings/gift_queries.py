"""Gifts as lists show them, and what they add up to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import rulebook
from care.greetings.gift_commands import spent
from care.greetings.policy import GreetingPolicy
from core import clock
from core.errors import NotFound
from db.models import Customer, Gift, GiftState, User

PAGE = 50


@dataclass(frozen=True)
class GiftRow:
    id: int
    customer_id: int
    customer: str
    what: str
    cost_cents: int
    reason: str
    state: GiftState
    asked_by: str
    asked_at: datetime
    decided_by: str
    decision: str
    given_on: date | None
    may_decide: bool
    may_give: bool


@dataclass(frozen=True)
class GiftTotals:
    """Of this year, in cents."""

    waiting: int
    waiting_cents: int
    approved_cents: int
    given: int
    given_cents: int


@dataclass(frozen=True)
class GiftPage:
    rows: tuple[GiftRow, ...]
    total: int
    totals: GiftTotals


@dataclass(frozen=True)
class CustomerGifts:
    rows: tuple[GiftRow, ...]
    spent_cents: int
    """Of this year's limit."""
    limit_cents: int


def gifts(session: Session, actor: Actor, *, state: GiftState | None = None, page: int = 1) -> GiftPage:
    """Those of this year, and whatever still waits; the newest first."""
    actor.require(Permission.GREETING_READ)
    reach, year = customers_visible_to(actor, Permission.GREETING_READ), clock.today().year
    where = [reach, col(Gift.state) == state if state else col(Gift.state) != GiftState.WITHDRAWN]
    where.append((col(Gift.year) == year) | (col(Gift.state).in_((GiftState.ASKED, GiftState.APPROVED))))
    counted = select(func.count(col(Gift.id))).join(Customer, col(Customer.id) == col(Gift.customer_id))
    total = session.exec(counted.where(*where)).one()
    rows = _rows(session, actor, where, offset=(max(page, 1) - 1) * PAGE, limit=PAGE)
    return GiftPage(rows, total, _totals(session, reach, year))


def gift(session: Session, actor: Actor, gift_id: int) -> GiftRow:
    actor.require(Permission.GREETING_READ)
    reach = customers_visible_to(actor, Permission.GREETING_READ)
    found = _rows(session, actor, [reach, col(Gift.id) == gift_id], offset=0, limit=1)
    if not found:
        raise NotFound
    return found[0]


def gifts_of(session: Session, actor: Actor, customer_id: int) -> CustomerGifts:
    """What one customer got and will get."""
    actor.require(Permission.GREETING_READ)
    reach = customers_visible_to(actor, Permission.GREETING_READ)
    if session.exec(select(col(Customer.id)).where(col(Customer.id) == customer_id, reach)).first() is None:
        raise NotFound
    rows = _rows(session, actor, [reach, col(Gift.customer_id) == customer_id], offset=0, limit=20)
    limit = rulebook.in_force(session, GreetingPolicy).gift_year_yuan * 100
    return CustomerGifts(rows, spent(session, customer_id, clock.today().year), limit)


def _rows(
    session: Session, actor: Actor, where: list[ColumnElement[bool]], *, offset: int, limit: int
) -> tuple[GiftRow, ...]:
    asker, decider = aliased(User), aliased(User)
    may_give = _may(actor, Permission.GREETING_SEND)
    may_decide = _may(actor, Permission.GIFT_APPROVE)
    columns: Any = (Gift, col(Customer.name), col(asker.name), col(decider.name), may_decide, may_give)
    found = session.exec(
        select(*columns)
        .join(Customer, col(Customer.id) == col(Gift.customer_id))
        .outerjoin(asker, col(asker.id) == col(Gift.asked_by_id))
        .outerjoin(decider, col(decider.id) == col(Gift.decided_by_id))
        .where(*where)
        .order_by(col(Gift.asked_at).desc(), col(Gift.id).desc())
        .offset(offset)
        .limit(limit)
    )
    return tuple(_row(row, name, asked or "", decided or "", actor, *may) for row, name, asked, decided, *may in found)


def _may(actor: Actor, permission: Permission) -> Any:
    return customers_visible_to(actor, permission) if actor.may(permission) else false()


def _row(row: Gift, customer: str, asked: str, decided: str, actor: Actor, decides: bool, gives: bool) -> GiftRow:
    may_decide = bool(decides) and row.state is GiftState.ASKED and row.asked_by_id != actor.id
    return GiftRow(
        row.id, row.customer_id, customer, row.what, row.cost_cents, row.reason, row.state, asked, row.asked_at,
        decided, row.decision, row.given_on, may_decide, bool(gives),
    )  # fmt: skip


def _totals(session: Session, reach: ColumnElement[bool], year: int) -> GiftTotals:
    columns: Any = (col(Gift.state), func.count(col(Gift.id)), func.sum(col(Gift.cost_cents)))
    query = select(*columns).join(Customer, col(Customer.id) == col(Gift.customer_id))
    rows = session.exec(query.where(reach, col(Gift.year) == year).group_by(col(Gift.state)))
    by_state = {state: (number, int(cents or 0)) for state, number, cents in rows}
    waiting, given = by_state.get(GiftState.ASKED, (0, 0)), by_state.get(GiftState.GIVEN, (0, 0))
    return GiftTotals(*waiting, by_state.get(GiftState.APPROVED, (0, 0))[1], *given)
