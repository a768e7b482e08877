"""The same numbers cut by tier, source and region."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.formulas import growth
from care.kpis.periods import Period
from care.kpis.population import population
from care.kpis.tally_months import Months
from care.kpis.tally_queries import counted_by_key, kept_cuts, read
from care.kpis.trace_measures import Measure
from care.kpis.trace_queries import FIRM
from core import clock
from db.models import Customer

CUTS = ("tier", "source", "region")
_MEASURES = (Measure.ACTIVE, Measure.CAME, Measure.CENTS, Measure.ORDERS)


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


def breakdown(session: Session, actor: Actor, *, period: Period, filters: Filters | None = None) -> Breakdown:
    actor.require(Permission.KPI_READ)
    span, filters = Bounds(period.start, period.counted_to(clock.today())), filters or Filters()
    if kept_cuts(session, actor, filters) == [FIRM]:
        by_cut = {cut: read(session, [(cut, "")], "customer", _MEASURES, by_key=True) for cut in CUTS}
        whole = read(session, [FIRM], "customer", _MEASURES).get("", {})
    else:
        ids = list(session.exec(select(Customer.id).where(population(actor, filters))))
        by_cut, whole = counted_by_key(session, ids, CUTS, _MEASURES)
    slices = {cut: [_slice(key, span, months) for key, months in by_cut[cut].items()] for cut in CUTS}
    slices["region"].append(_rest(_slice("", span, whole), slices["region"]))
    return Breakdown(*(_ordered(slices[cut]) for cut in CUTS))


def _slice(key: str, span: Bounds, months: Mapping[int, Months]) -> Slice:
    nothing = Months(())
    active, came, cents, orders = (months.get(measure, nothing) for measure in _MEASURES)
    return Slice(
        key,
        active.before(span.start),
        active.before(span.end),
        came.within(span.start, span.end),
        cents.within(span.start, span.end),
        orders.within(span.start, span.end),
    )


def _rest(whole: Slice, named: list[Slice]) -> Slice:
    """Of no known region: what the named ones leave of the whole."""
    return Slice(
        "",
        whole.active_at_start - sum(part.active_at_start for part in named),
        whole.active_at_end - sum(part.active_at_end for part in named),
        whole.came - sum(part.came for part in named),
        whole.revenue_cents - sum(part.revenue_cents for part in named),
        whole.orders - sum(part.orders for part in named),
    )


def _ordered(slices: list[Slice]) -> tuple[Slice, ...]:
    some = (part for part in slices if any((part.active_at_start, part.active_at_end, part.came, part.orders)))
    return tuple(sorted(some, key=lambda part: (-part.revenue_cents, -part.active_at_end, part.key)))
