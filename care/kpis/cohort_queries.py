"""Retention by cohort: of those who first bought in a month, who bought again in each month after it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.filters import Filters
from care.kpis.periods import first_of_month
from care.kpis.tally_queries import tallies
from care.kpis.trace_measures import MONTHS_KEPT, Measure
from core import clock

SHOWN = 13


@dataclass(frozen=True)
class Cohort:
    month: date
    size: int
    bought: tuple[int, ...]
    """How many bought in the months after it, as far as those are over or begun."""


def cohorts(session: Session, actor: Actor, *, filters: Filters | None = None) -> tuple[Cohort, ...]:
    """The last thirteen months, the oldest first; the running month is not over."""
    actor.require(Permission.KPI_READ)
    measures = [Measure.KEPT + later for later in range(min(SHOWN, MONTHS_KEPT + 1))]
    found = tallies(session, actor, filters or Filters(), "customer", measures)
    this_month = first_of_month(clock.today())
    told = []
    for back in range(SHOWN - 1, -1, -1):
        month = first_of_month(this_month, -back)
        counts = [found[measure].within(month, first_of_month(month, 1)) for measure in measures[: back + 1]]
        told.append(Cohort(month, counts[0], tuple(counts[1:])))
    return tuple(told)
