"""What customers ask for on visits, over time (R46)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, literal
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.filters import Filters
from care.kpis.periods import Period, first_of_month, months_to
from care.kpis.population import of_population
from core import clock
from db.models import Demand, Revisit, RevisitDemand, VisitState

MONTHS = 13


@dataclass(frozen=True)
class DemandLine:
    demand: Demand
    months: tuple[int, ...]
    """Visits of each month on which it was heard."""


@dataclass(frozen=True)
class DemandTrend:
    months: tuple[date, ...]
    """Thirteen, the oldest first; the last holds the end of the period and may not be over."""
    visits: tuple[int, ...]
    """Made in each of them, whatever was heard."""
    lines: tuple[DemandLine, ...]
    """What was heard at all, the most heard of the last month first."""


def demand_trend(session: Session, actor: Actor, *, period: Period, filters: Filters | None = None) -> DemandTrend:
    """Of the visits made to these customers: one visit may tell of several demands."""
    actor.require(Permission.KPI_READ)
    end = period.counted_to(clock.today())
    months = tuple(start for start, _end in months_to(end, MONTHS))
    theirs = of_population(actor, filters or Filters(), col(Revisit.customer_id))
    done_on: Any = col(Revisit.done_on)
    made = (col(Revisit.state) == VisitState.DONE, done_on >= months[0], done_on < end, theirs)
    visits = _by_month(session.exec(select(done_on, literal(None), func.count()).where(*made).group_by(done_on)))
    heard: Any = select(done_on, RevisitDemand.demand, func.count())
    heard = heard.join(RevisitDemand, col(RevisitDemand.revisit_id) == col(Revisit.id)).where(*made)
    found = _by_month(session.exec(heard.group_by(done_on, RevisitDemand.demand)))
    lines = [DemandLine(code, tuple(found[month, code] for month in months)) for code in Demand]
    lines.sort(key=lambda line: tuple(-n for n in reversed(line.months)))
    heard_at_all = tuple(line for line in lines if any(line.months))
    return DemandTrend(months, tuple(visits[month, None] for month in months), heard_at_all)


def _by_month(rows: Any) -> Counter[tuple[date, Demand | None]]:
    told: Counter[tuple[date, Demand | None]] = Counter()
    for on, code, n in rows:
        told[first_of_month(on), code] += n
    return told
