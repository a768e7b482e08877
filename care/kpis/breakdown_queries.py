"""The same numbers cut by tier, source and region."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.filters import Filters
from care.kpis.formulas import growth
from care.kpis.periods import Period
from care.kpis.population import active_at, first_bought, ordered, orders_of, population
from core import clock
from db.models import Customer, Order

_CUTS = (col(Customer.tier), col(Customer.source), col(Customer.region))


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
    for *cut, at_start, at_end, came in session.exec(_customers(actor, filters, period, end)):
        parts[tuple(cut)].add(0, (at_start, at_end, came))
    for *cut, cents, orders in session.exec(_orders(actor, filters, period, end)):
        parts[tuple(cut)].add(3, (cents, orders))
    return Breakdown(*(_slices(parts, place) for place in range(len(_CUTS))))


def _customers(actor: Actor, filters: Filters, period: Period, end: Any) -> Any:
    counted = (active_at(period.start), active_at(end), first_bought(period.start, end))
    sums = [func.sum(case((condition, 1), else_=0)) for condition in counted]
    return select(*_CUTS, *sums).where(population(actor, filters)).group_by(*_CUTS)


def _orders(actor: Actor, filters: Filters, period: Period, end: Any) -> Any:
    net = func.sum(col(Order.amount_cents) - col(Order.refund_cents))
    query = select(*_CUTS, net, func.count()).select_from(Order)  # type: ignore[call-overload]
    query = query.join(Customer, col(Customer.id) == col(Order.customer_id))
    return query.where(ordered(period.start, end), orders_of(actor, filters)).group_by(*_CUTS)


def _slices(parts: dict[tuple[str, ...], _Sums], place: int) -> tuple[Slice, ...]:
    merged: dict[str, _Sums] = defaultdict(_Sums)
    for cut, sums in parts.items():
        merged[str(cut[place] or "")].add(0, sums.numbers)
    slices = [Slice(key, *sums.numbers) for key, sums in merged.items() if any(sums.numbers)]
    return tuple(sorted(slices, key=lambda part: (-part.revenue_cents, -part.active_at_end, part.key)))
