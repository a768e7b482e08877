"""What the figures are added up from: counts by day, in a handful of set-based queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal
from sqlmodel import Session, col, select

from auth.actor import Actor
from care.kpis.filters import Filters
from care.kpis.population import is_everybody, known_at, ordered, orders_of, population
from care.kpis.tallies import Tally
from care.orders import ACTIVE_DAYS
from db import dialect
from db.models import Customer, Order, PurchaseBreak

_WINDOW = timedelta(days=ACTIVE_DAYS)
_IN_ORDER = ("ix_customers_first_order", "ix_customers_by_last_order")
_BY_SCAN = ("ix_customers_scan", "ix_customers_scan")


@dataclass(frozen=True)
class Days:
    """Everything the customer base did, by day."""

    came: Tally
    last: Tally
    """By the day of the last order."""
    silences: tuple[tuple[date, date], ...]
    """Years without an order, as pairs of the day before and the day after."""
    cents: Tally
    orders: Tally
    known: dict[date, int]

    def active(self, day: date) -> int:
        """|A(day)|: who had come, less who had stopped for good or for a while."""
        edge = day - _WINDOW
        silent = sum(last < edge and back >= day for last, back in self.silences)
        return self.came.before(day) - self.last.before(edge) - silent

    def left(self, start: date, end: date) -> int | None:
        """Active at the start, not at the end: their last order before the end lies in a known stretch of days.

        None where the period is longer than the window: then it may lie anywhere inside.
        """
        if end - start > _WINDOW:
            return None
        first, edge = start - _WINDOW, end - _WINDOW
        for_a_while = sum(first <= last < edge and back >= end for last, back in self.silences)
        return self.last.within(first, edge) + for_a_while


def days(session: Session, actor: Actor, filters: Filters, bounds: Sequence[date]) -> Days:
    who = population(actor, filters)
    spent = _spent(session, orders_of(actor, filters), min(bounds), max(bounds))
    # Of everybody, the days come in order from their own indexes; of some, one index tells who they are.
    first, last = _IN_ORDER if is_everybody(actor, filters) else _BY_SCAN
    return Days(
        came=Tally(_by_day(session, col(Customer.first_order_on), who, first)),
        last=Tally(_by_day(session, col(Customer.last_order_on), who, last)),
        silences=_silences(session, who),
        cents=Tally((day, cents) for day, cents, _orders in spent),
        orders=Tally((day, count) for day, _cents, count in spent),
        known=_known(session, who, bounds),
    )


def _by_day(session: Session, day: Any, who: ColumnElement[bool], index: str) -> Iterable[tuple[date, int]]:
    query: Any = select(day, func.count()).where(who, day.is_not(None)).group_by(day)
    hinted: Any = dialect.by_index(query, Customer, index)
    return [tuple(row) for row in session.exec(hinted)]


def _silences(session: Session, who: ColumnElement[bool]) -> tuple[tuple[date, date], ...]:
    query = select(col(PurchaseBreak.last_on), col(PurchaseBreak.back_on))
    joined = query.join(Customer, col(Customer.id) == col(PurchaseBreak.customer_id)).where(who)
    return tuple((last, back) for last, back in session.exec(joined))


def _spent(session: Session, orders: ColumnElement[bool], start: date, end: date) -> list[tuple[date, int, int]]:
    day, net = col(Order.ordered_on), func.sum(col(Order.amount_cents) - col(Order.refund_cents))
    query = select(day, net, func.count()).where(ordered(start, end), orders).group_by(day)
    return [(row[0], int(row[1]), row[2]) for row in session.exec(query)]


def _known(session: Session, who: ColumnElement[bool], bounds: Sequence[date]) -> dict[date, int]:
    """One pass: every customer falls into the first bound at which the file was there."""
    order = sorted(set(bounds))
    place: Any = _place(order, 0, len(order)).label("place")
    placed = select(place).where(who).subquery()
    counts = dict(session.exec(select(placed.c.place, func.count()).group_by(placed.c.place)).all())
    return {day: sum(counts.get(earlier, 0) for earlier in range(place + 1)) for place, day in enumerate(order)}


def _place(order: Sequence[date], low: int, high: int) -> Any:
    """The first bound at which the file was there, found by halving: four comparisons instead of sixteen."""
    if low == high:
        return literal(low)
    middle = (low + high) // 2
    return case((known_at(order[middle]), _place(order, low, middle)), else_=_place(order, middle + 1, high))
