"""The facts of a month added up for everybody."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from care.kpis import Bounds, first_of_month
from care.scorecards.dimension import Dimension
from care.scorecards.dimensions import dimensions
from care.scorecards.scoring import Measured
from core import clock
from db import dialect


def month_span(month: date) -> Bounds:
    """The days of it that have come."""
    start = month.replace(day=1)
    return Bounds(start, max(start, min(first_of_month(start, 1), date.fromordinal(clock.today().toordinal() + 1))))


def measured_in(session: Session, month: date) -> dict[int, dict[str, Measured]]:
    """By person and dimension. What looks at the present belongs to this month alone, and to the last just ended."""
    span, found = month_span(month), defaultdict[int, dict[str, Measured]](dict)
    is_over = first_of_month(month, 1) <= clock.today().replace(day=1)
    just_ended = first_of_month(clock.today(), -1) == month.replace(day=1) and clock.today().day == 1
    for dimension in dimensions().values():
        if dimension.is_snapshot and is_over and not just_ended:
            continue
        for who, total, n in _sums(session, dimension, span):
            before = found[who].get(dimension.code, Measured())
            found[who][dimension.code] = Measured(before.total + total, before.n + n, 1)
    return found


def _sums(session: Session, dimension: Dimension, span: Bounds) -> list[tuple[int, float, int]]:
    rows: list[tuple[int, float, int]] = []
    for facts in dimension.facts(session, span):
        query: Any = select(facts.who_id.label("s_who"), func.sum(facts.value), func.count())
        query = query.select_from(facts.source).where(*facts.where, facts.who_id.is_not(None)).group_by("s_who")
        if facts.hint:
            query = dialect.by_index(query, *facts.hint)
        rows += [(who, float(total or 0), n) for who, total, n in session.execute(query)]
    return rows
