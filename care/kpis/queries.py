"""The figures of a period: for the page, the command line and the tests alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.day_queries import Days, days
from care.kpis.figures import Bounds, Figure, Figures, Month, Value
from care.kpis.filters import Choices, Filters
from care.kpis.formulas import Kpi, growth
from care.kpis.periods import Period, months_to
from care.kpis.population import COUNTED, active_at_either, population
from core import clock
from core.settings import settings
from db import dialect
from db.models import Customer, Team, User

MONTHS_SHOWN = 13


def figures(
    session: Session,
    actor: Actor,
    *,
    period: Period,
    filters: Filters | None = None,
    wanted: Sequence[Kpi] = tuple(Kpi),
    months_shown: int = MONTHS_SHOWN,
) -> Figures:
    """The numbers of the period, as of now, with the period before and the months that led here."""
    actor.require(Permission.KPI_READ)
    today, filters = clock.today(), filters or Filters()
    before = period.previous(today)
    now, then = Bounds(period.start, period.counted_to(today)), Bounds(before.start, before.end)
    months = [Bounds(start, end) for start, end in months_to(now.end, months_shown)]

    edges = [edge for bounds in (now, then, *months) for edge in (bounds.start, bounds.end)]
    book = _Book(days(session, actor, filters, edges, with_known=Kpi.CUSTOMERS in wanted))
    lengthy = [bounds for bounds in (now, then) if book.days.left(bounds.start, bounds.end) is None]
    at_either = {bounds: _at_either_end(session, actor, filters, bounds) for bounds in lengthy}
    return Figures(
        period=period,
        counted=now,
        compared=then,
        unfinished=period.is_unfinished(today),
        currency=settings().currency,
        by_kpi={kpi: book.figure(kpi, now, then, months, at_either) for kpi in wanted},
    )


@dataclass(frozen=True)
class _Book:
    """Reads every number off the counts by day."""

    days: Days

    def figure(self, kpi: Kpi, now: Bounds, then: Bounds, months: list[Bounds], at_either: dict[Bounds, int]) -> Figure:
        values = [self.value(kpi, bounds) for bounds in months]
        shown = zip(months, values, strict=True)
        return Figure(
            kpi=kpi,
            now=self.value(kpi, now, at_either.get(now)),
            before=self.value(kpi, then, at_either.get(then)),
            months=tuple(Month(bounds.start, bounds.end, value.value, value.n) for bounds, value in shown),
        )

    def value(self, kpi: Kpi, bounds: Bounds, at_either: int | None = None) -> Value:
        match kpi:
            case Kpi.GROWTH:
                return self._growth(bounds, at_either)
            case Kpi.REVENUE:
                cents = self.days.cents.within(bounds.start, bounds.end)
                return Value(cents, self.days.orders.within(bounds.start, bounds.end))
            case Kpi.ACTIVE:
                count = self.days.active(bounds.end)
            case Kpi.NEW:
                count = self.days.came.within(bounds.start, bounds.end)
            case Kpi.CUSTOMERS:
                count = self.days.known[bounds.end]
        return Value(count, count)

    def _growth(self, bounds: Bounds, at_either: int | None) -> Value:
        at_start, at_end = self.days.active(bounds.start), self.days.active(bounds.end)
        left = self.days.left(bounds.start, bounds.end)
        n = at_end + left if left is not None else at_either or 0
        return Value(growth(at_start, at_end), n, at_end - at_start, at_start)


def _at_either_end(session: Session, actor: Actor, filters: Filters, bounds: Bounds) -> int:
    """The customers that growth compares, active when the period starts, when it ends, or both: asked for long ones."""
    either = active_at_either(bounds.start, bounds.end)
    query = select(func.count()).select_from(Customer).where(population(actor, filters), either)
    counted: Any = dialect.by_index(query, Customer, COUNTED)
    return int(session.exec(counted).one())


def choices(session: Session, actor: Actor) -> Choices:
    """What the filters offer: the teams, owners and regions of customers within the actor's reach."""
    actor.require(Permission.KPI_READ)
    who = population(actor, Filters())
    teams = select(Team.id, Team.name).where(col(Team.id).in_(_of(col(Customer.team_id), who)))
    owners = select(User.id, User.name).where(col(User.id).in_(_of(col(Customer.owner_id), who)))
    regions = session.exec(_of(col(Customer.region), who).where(col(Customer.region) != "").distinct())
    return Choices(
        teams=tuple((row[0], row[1]) for row in session.exec(teams.order_by(col(Team.name)))),
        owners=tuple((row[0], row[1]) for row in session.exec(owners.order_by(col(User.name)))),
        regions=tuple(sorted(regions)),
    )


def _of(column: Any, who: ColumnElement[bool]) -> Any:
    return dialect.by_index(select(column).where(who), Customer, COUNTED)
