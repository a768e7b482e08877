"""The same numbers cut by tier, source and region."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, case, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.filters import Filters
from care.kpis.formulas import growth
from care.kpis.periods import Period
from care.kpis.population import WINDOW, active_at, bought_between, first_bought, ordered, population
from core import clock
from db import dialect
from db.models import Customer, Order, OrderStatus

_CUTS = (col(Customer.tier), col(Customer.source), col(Customer.region))
# The index is in this order: groups are added up as they are read, nothing is sorted.
_IN_ORDER = (col(Customer.tier), col(Customer.kind), col(Customer.source), col(Customer.region))
_SCAN = "ix_customers_scan"


@dataclass(frozen=True)
class Slice:
    """One part of the firm; `key` is a stored code or a region's name, empty when none is known."""

    key: str
    active_at_start: int
    active_at_end: int
    came: int
    revenue_cents: int
    orders: int

    @property
    def growth(self) -> float | None:
        return growth(self.active_at_start, self.active_at_end)


@dataclass(frozen=True)
class Breakdown:
    by_tier: tuple[Slice, ...]
    by_source: tuple[Slice, ...]
    by_region: tuple[Slice, ...]
    """Each with the largest revenue first."""


@dataclass
class _Sums:
    numbers: list[int] = field(default_factory=lambda: [0] * 5)

    def add(self, at: int, numbers: Iterable[int | None]) -> None:
        for place, number in enumerate(numbers, start=at):
            self.numbers[place] += int(number or 0)


def breakdown(session: Session, actor: Actor, *, period: Period, filters: Filters | None = None) -> Breakdown:
    actor.require(Permission.KPI_READ)
    filters, end = filters or Filters(), period.counted_to(clock.today())
    parts: dict[tuple[str, ...], _Sums] = defaultdict(_Sums)
    for tier, _kind, source, region, *counts in _through(session, _customers(actor, filters, period, end)):
        parts[tier, source, region].add(0, counts)
    for tier, _kind, source, region, *sums in _through(session, _orders(actor, filters, period, end)):
        parts[tier, source, region].add(3, sums)
    return Breakdown(*(_slices(parts, place) for place in range(len(_CUTS))))


def _customers(actor: Actor, filters: Filters, period: Period, end: Any) -> Any:
    counted = (active_at(period.start), active_at(end), first_bought(period.start, end))
    sums = [func.sum(case((condition, 1), else_=0)) for condition in counted]
    moved = bought_between(period.start - WINDOW, end)
    return select(*_IN_ORDER, *sums).where(population(actor, filters), moved).group_by(*_IN_ORDER)


def _orders(actor: Actor, filters: Filters, period: Period, end: Any) -> Any:
    net = func.sum(col(Order.amount_cents) - col(Order.refund_cents))
    query = select(*_IN_ORDER, net, func.count()).select_from(Customer)  # type: ignore[call-overload]
    query = query.join(Order, col(Customer.id) == col(Order.customer_id))
    who = and_(population(actor, filters), bought_between(period.start, end))
    valid = and_(ordered(period.start, end), col(Order.status) == OrderStatus.VALID)
    return query.where(who, valid).group_by(*_IN_ORDER)


def _through(session: Session, query: Any) -> Any:
    hinted: Any = dialect.by_index(query, Customer, _SCAN)
    return session.exec(hinted)


def _slices(parts: dict[tuple[str, ...], _Sums], place: int) -> tuple[Slice, ...]:
    merged: dict[str, _Sums] = defaultdict(_Sums)
    for cut, sums in parts.items():
        merged[str(cut[place] or "")].add(0, sums.numbers)
    slices = [Slice(key, *sums.numbers) for key, sums in merged.items() if any(sums.numbers)]
    return tuple(sorted(slices, key=lambda part: (-part.revenue_cents, -part.active_at_end, part.key)))
