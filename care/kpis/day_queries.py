"""What customers did, day by day: everything their numbers are read off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.periods import Kind, natural
from care.kpis.population import WINDOW, of_population
from care.kpis.tally_queries import Kept, Tallies, tallies
from care.kpis.trace_measures import OF_FILES, Measure
from db.models import PurchaseBreak

_COMEBACKS = {
    Kind.MONTH: Measure.BACK_IN_MONTH,
    Kind.QUARTER: Measure.BACK_IN_QUARTER,
    Kind.YEAR: Measure.BACK_IN_YEAR,
}


@dataclass(frozen=True)
class Days:
    """Sums of what was added up by day."""

    tallies: Tallies
    returned: dict[Bounds, int]
    """Who came back in a span that is the beginning of no month, quarter or year."""

    def before(self, measure: int, day: date) -> int:
        return self.tallies[measure].before(day)

    def within(self, measure: int, bounds: Bounds) -> int:
        return self.tallies[measure].within(bounds.start, bounds.end)

    def active(self, day: date) -> int:
        """|A(day)|: bought within the window before this day."""
        return self.before(Measure.ACTIVE, day)

    def came(self, bounds: Bounds) -> int:
        return self.within(Measure.CAME, bounds)

    def came_back(self, bounds: Bounds) -> int:
        """|(A(end) − A(start)) − new|; only for spans no longer than the window."""
        kind = beginning_of(bounds)
        return self.returned[bounds] if kind is None else self.within(_COMEBACKS[kind], bounds)

    def left(self, bounds: Bounds) -> int | None:
        """|A(start) − A(end)|: those who had come and were silent at the end, less those who were so at the start,
        together with those who were and came back. None where the span is longer than the window.
        """
        if is_lengthy(bounds):
            return None
        return self._silent(bounds.end) - self._silent(bounds.start) + self.came_back(bounds)

    def _silent(self, day: date) -> int:
        return self.before(Measure.CAME, day) - self.active(day)


def days(
    session: Session,
    actor: Actor,
    filters: Filters,
    spans: Sequence[Bounds],
    *,
    measures: Sequence[int] = OF_FILES,
    kept: Kept | None = None,
) -> Days:
    """`spans`: those that will be asked about."""
    found = tallies(session, actor, filters, "customer", measures, kept)
    unnamed = {span for span in spans if beginning_of(span) is None and not is_lengthy(span)}
    return Days(found, {span: _returned(session, actor, filters, span) for span in unnamed})


def is_lengthy(bounds: Bounds) -> bool:
    """Somebody may have left and come back in between."""
    return bounds.end - bounds.start > WINDOW


def beginning_of(bounds: Bounds) -> Kind | None:
    """Whether these days are a month, quarter or year, or the first days of one."""
    for kind in _COMEBACKS:
        named = natural(kind, bounds.start)
        if named.start == bounds.start and bounds.end <= named.end:
            return kind
    return None


def _returned(session: Session, actor: Actor, filters: Filters, bounds: Bounds) -> int:
    query: Any = (
        select(func.count())
        .select_from(PurchaseBreak)
        .where(
            col(PurchaseBreak.back_on) >= bounds.start,
            col(PurchaseBreak.back_on) < bounds.end,
            col(PurchaseBreak.last_on) < bounds.start - WINDOW,
            of_population(actor, filters, col(PurchaseBreak.customer_id)),
        )
    )
    return int(session.exec(query).one())
