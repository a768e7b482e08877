"""RFM: how many customers have which scores, and what each segment is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook
from care.kpis.filters import Filters
from care.kpis.number_queries import stamp
from care.kpis.periods import Period
from care.kpis.rfm_scores import HIGH_FROM, AllCuts, Cuts, RfmPolicy, Segment, fixed_cuts, segment_of
from care.kpis.rfm_scoring import counted
from core import clock


@dataclass(frozen=True)
class SegmentLine:
    segment: Segment
    customers: int
    net_cents: int


@dataclass(frozen=True)
class Rfm:
    as_of: date
    customers: int
    cuts: AllCuts
    by_scores: Mapping[tuple[int, int], int]
    """Customers by the scores of R and F; who is not here is nobody."""
    segments: tuple[SegmentLine, ...]
    """All eight, always in the same order."""


def as_of(period: Period) -> date:
    """The last day of the period, today at the latest."""
    return min(period.last_day, clock.today())


def rfm(session: Session, actor: Actor, *, period: Period, filters: Filters | None = None) -> Rfm:
    """Of those who ever bought, as far as the numbers of the actor reach."""
    actor.require(Permission.KPI_READ)
    day, policy = as_of(period), rulebook.in_force(session, RfmPolicy)
    rows = session.execute(counted(actor, filters or Filters(), day, policy)).all()
    return _answer(day, _cuts(rows[0][5:]) if rows else fixed_cuts(policy, day), rows)


def rfm_stamp(session: Session, actor: Actor) -> tuple[int, ...]:
    """Another one after every change of what is counted, and of the fixed thresholds."""
    return (*stamp(session, actor), rulebook.version_in_force(session, RfmPolicy))


def _answer(day: date, cuts: AllCuts, rows: Sequence[Any]) -> Rfm:
    by_scores: Counter[tuple[int, int]] = Counter()
    customers: Counter[Segment] = Counter()
    cents: Counter[Segment] = Counter()
    for recency, frequency, is_high, count, net, *_where in rows:
        segment = segment_of((recency >= HIGH_FROM, frequency >= HIGH_FROM, bool(is_high)))
        by_scores[recency, frequency] += int(count)
        customers[segment] += int(count)
        cents[segment] += int(net)
    lines = tuple(SegmentLine(segment, customers[segment], cents[segment]) for segment in Segment)
    return Rfm(day, customers.total(), cuts, dict(by_scores), lines)


def _cuts(found: Sequence[Any]) -> AllCuts:
    """Four of each, and whether they are fixed."""
    days, orders, cents = (found[start : start + 4] for start in (0, 5, 10))
    return AllCuts(
        Cuts(tuple(days), are_fixed=bool(found[4])),
        Cuts(tuple(map(int, orders)), are_fixed=bool(found[9])),
        Cuts(tuple(map(int, cents)), are_fixed=bool(found[14])),
    )
