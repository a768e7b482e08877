"""What the figures are added up from: counts by day, in a handful of set-based queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from care.kpis.filters import Filters
from care.kpis.population import known_at, ordered, orders_of, population
from care.kpis.tallies import Tally
from care.orders import ACTIVE_DAYS
from db.models import Customer, Order, PurchaseBreak

_WINDOW = timedelta(days=ACTIVE_DAYS)


@dataclass(frozen=True)
class Days:
    """Everything the customer base did, by day."""

    came: Tally
    stopped: Tally
    silent: Tally
    """Customers in a silence of more than a year, +1 where it makes them inactive and −1 where they are back."""
    cents: Tally
    orders: Tally
    known: dict[date, int]

    def active(self, day: date) -> int:
        """|A(day)|: who had come, less who had stopped for good or for a while."""
        return self.came.before(day) - self.stopped.before(day) - self.silent.before(day)


def days(session: Session, actor: Actor, filters: Filters, bounds: Sequence[date]) -> Days:
    who = population(actor, filters)
    spent = _spent(session, orders_of(actor, filters), min(bounds), max(bounds))
    return Days(
        came=Tally(_by_day(session, col(Customer.first_order_on), who)),
        stopped=Tally(
            (_inactive_from(last), count) for last, count in _by_day(session, col(Customer.last_order_on), who)
        ),
        silent=Tally(_silences(session, who)),
        cents=Tally((day, cents) for day, cents, _orders in spent),
        orders=Tally((day, count) for day, _cents, count in spent),
        known=_known(session, who, bounds),
    )


def _by_day(session: Session, day: Any, who: ColumnElement[bool]) -> Iterable[tuple[date, int]]:
    return [tuple(row) for row in session.exec(select(day, func.count()).where(who, day.is_not(None)).group_by(day))]


def _inactive_from(last: date) -> date:
    """As a tally reads it: before the next day the customer is still within the window, from then on no more."""
    return last + _WINDOW


def _silences(session: Session, who: ColumnElement[bool]) -> Iterable[tuple[date, int]]:
    joined = select(PurchaseBreak).join(Customer, col(Customer.id) == col(PurchaseBreak.customer_id)).where(who)
    for silence in session.exec(joined):
        yield _inactive_from(silence.last_on), 1
        yield silence.back_on, -1


def _spent(session: Session, orders: ColumnElement[bool], start: date, end: date) -> list[tuple[date, int, int]]:
    day, net = col(Order.ordered_on), func.sum(col(Order.amount_cents) - col(Order.refund_cents))
    query = select(day, net, func.count()).where(ordered(start, end), orders).group_by(day)
    return [(row[0], int(row[1]), row[2]) for row in session.exec(query)]


def _known(session: Session, who: ColumnElement[bool], bounds: Sequence[date]) -> dict[date, int]:
    """One pass: every customer falls into the first bound at which the file was there."""
    order = sorted(set(bounds))
    reached = case(*[(known_at(day), place) for place, day in enumerate(order)], else_=len(order)).label("place")
    placed = select(reached).where(who).subquery()
    counts = dict(session.exec(select(placed.c.place, func.count()).group_by(placed.c.place)).all())
    return {day: sum(counts.get(earlier, 0) for earlier in range(place + 1)) for place, day in enumerate(order)}
