"""What the figures are added up from: counts by day, in a handful of set-based queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, true
from sqlmodel import Session, col, select

from auth.actor import Actor
from care.kpis.filters import Filters
from care.kpis.population import COUNTED, WINDOW, is_everybody, known_at, of_population, ordered, orders_of, population
from care.kpis.tallies import Silences, Tally
from db import dialect
from db.models import Customer, Order, PurchaseBreak


@dataclass(frozen=True)
class Activity:
    """When customers came, stopped, and were silent for long, by day."""

    came: Tally
    last: Tally
    """By the day of the last order."""
    silences: Silences

    def active(self, day: date) -> int:
        """|A(day)|: who had come, less who had stopped for good or for a while."""
        return self.came.before(day) - self.last.before(day - WINDOW) - self.silences.at(day)

    def left(self, start: date, end: date) -> int | None:
        """Active at the start, not at the end: their last order before the end lies in a known stretch of days.

        None where the period is longer than the window: then it may lie anywhere inside.
        """
        if end - start > WINDOW:
            return None
        return self.last.within(start - WINDOW, end - WINDOW) + self.silences.fallen_into(start, end)


@dataclass(frozen=True)
class Days(Activity):
    """Everything the customer base did, by day."""

    cents: Tally
    orders: Tally
    known: dict[date, int]
    """Empty unless asked for."""


def activity(session: Session, actor: Actor, filters: Filters, bounds: Sequence[date]) -> Activity:
    who = population(actor, filters)
    # Of everybody, the last days come in order from their own index.
    last_index = "ix_customers_by_last_order" if is_everybody(actor, filters) else COUNTED
    of_them = of_population(actor, filters, col(PurchaseBreak.customer_id))
    return Activity(
        came=Tally(_by_day(session, col(Customer.first_order_on), who, COUNTED)),
        last=Tally(_by_day(session, col(Customer.last_order_on), who, last_index)),
        silences=Silences(_silences(session, of_them, min(bounds), max(bounds)), WINDOW),
    )


def days(session: Session, actor: Actor, filters: Filters, bounds: Sequence[date], *, with_known: bool) -> Days:
    seen = activity(session, actor, filters, bounds)
    spent = _spent(session, orders_of(actor, filters), min(bounds), max(bounds))
    return Days(
        came=seen.came,
        last=seen.last,
        silences=seen.silences,
        cents=Tally((day, cents) for day, cents, _orders in spent),
        orders=Tally((day, count) for day, _cents, count in spent),
        known=_known(session, population(actor, filters), bounds) if with_known else {},
    )


def _by_day(session: Session, day: Any, who: ColumnElement[bool], index: str) -> Iterable[tuple[date, int]]:
    query = select(day, func.count()).where(who, day.is_not(None)).group_by(day)
    return [tuple(row) for row in _through(session, index, query)]


def _silences(session: Session, of_them: ColumnElement[bool], start: date, end: date) -> list[tuple[date, date]]:
    """Those that were not over at the start and long enough by the end: no others change a number."""
    last, back = col(PurchaseBreak.last_on), col(PurchaseBreak.back_on)
    query: Any = select(last, back).where(back >= start, last < end - WINDOW, of_them)
    few: Any = dialect.by_key(query, PurchaseBreak)
    return [(row[0], row[1]) for row in session.exec(few)]


def _spent(session: Session, orders: ColumnElement[bool], start: date, end: date) -> list[tuple[date, int, int]]:
    day, net = col(Order.ordered_on), func.sum(col(Order.amount_cents) - col(Order.refund_cents))
    query = select(day, net, func.count()).where(ordered(start, end), orders).group_by(day)
    return [(row[0], int(row[1]), row[2]) for row in session.exec(query)]


def _known(session: Session, who: ColumnElement[bool], bounds: Sequence[date]) -> dict[date, int]:
    """Everybody, less those who came later: each of these falls into the first bound at which the file was there."""
    order = sorted(set(bounds))
    everybody = _through(session, COUNTED, select(func.count()).select_from(Customer).where(who)).one()
    place: Any = _place(order, 1, len(order)).label("place")
    came_later = select(place).where(who, known_at(order[0]).is_not(true()))
    placed: Any = dialect.by_index(came_later, Customer, COUNTED).subquery()
    counts = dict(session.exec(select(placed.c.place, func.count()).group_by(placed.c.place)).all())
    return {day: everybody - sum(n for at, n in counts.items() if at > place) for place, day in enumerate(order)}


def _place(order: Sequence[date], low: int, high: int) -> Any:
    """The first bound at which the file was there, found by halving: four comparisons instead of sixteen."""
    if low == high:
        return literal(low)
    middle = (low + high) // 2
    return case((known_at(order[middle]), _place(order, low, middle)), else_=_place(order, middle + 1, high))


def _through(session: Session, index: str, query: Any) -> Any:
    hinted: Any = dialect.by_index(query, Customer, index)
    return session.exec(hinted)
