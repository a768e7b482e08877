"""WHERE clauses that numbers about complaints and their rows share, so that the two can never disagree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, case, func, literal_column, or_
from sqlmodel import col, select

from auth.actor import Actor
from care.kpis.complaint_measures import GOOD_SCORE, REPEAT_DAYS
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.population import is_everybody, of_population, population
from core import clock
from db import dialect
from db.dialect import SecondsBetween
from db.models import (
    Answer,
    Clock,
    ClockKind,
    ClockVerdict,
    Complaint,
    ComplaintKind,
    ComplaintState,
    Customer,
    Decision,
    Invitation,
    InvitationPurpose,
)

ENDS = (ComplaintState.CLOSED, ComplaintState.REJECTED)
"""How a complaint is closed; a duplicate was none, and whoever withdraws asks for no answer."""
DAY_SECONDS = 24 * 3600
_Counted = TypeVar("_Counted")


@dataclass(frozen=True)
class Stretches:
    """The days between which rows are counted, in order: place 0 is the stretch from the first to the second."""

    days: tuple[date, ...]

    @classmethod
    def of(cls, bounds: Iterable[Bounds]) -> Stretches:
        return cls(tuple(sorted({day for span in bounds for day in (span.start, span.end)})))

    def covers(self, column: Any) -> ColumnElement[bool]:
        return between(column, Bounds(self.days[0], self.days[-1]))

    def place(self, column: Any) -> Any:
        """In which stretch a moment lies, found by halving."""
        return self._halved(column, 0, max(0, len(self.days) - 2)).label("place")

    def _halved(self, column: Any, low: int, high: int) -> Any:
        if low == high:
            return literal_column(str(low))
        middle = (low + high) // 2
        is_before = column < clock.start_of(self.days[middle + 1])
        return case((is_before, self._halved(column, low, middle)), else_=self._halved(column, middle + 1, high))

    def holding(self, moment: datetime) -> int | None:
        """In which stretch a moment lies; None: in no one."""
        place = bisect_right(self.days, clock.local(moment).date()) - 1
        return place if 0 <= place < len(self.days) - 1 else None

    def among(self, counted: Mapping[int, _Counted], bounds: Bounds) -> list[_Counted]:
        """What was counted between these days, which are among ours."""
        places = range(self.days.index(bounds.start), self.days.index(bounds.end))
        return [counted[place] for place in places if place in counted]


def between(column: Any, bounds: Bounds) -> ColumnElement[bool]:
    """By the company's days: half-open, and an index serves it."""
    return and_(column >= clock.start_of(bounds.start), column < clock.start_of(bounds.end))


def of_ours(actor: Actor, filters: Filters) -> ColumnElement[bool]:
    """Complaints, and no inquiry, suggestion or praise, of the customers that the actor's numbers are about."""
    theirs = of_population(actor, filters, col(Complaint.customer_id))  # type: ignore[arg-type]
    whose = or_(col(Complaint.customer_id).is_(None), theirs) if is_everybody(actor, filters) else theirs
    return and_(col(Complaint.kind) == ComplaintKind.COMPLAINT, whose)


def each_of_ours(actor: Actor, filters: Filters) -> ColumnElement[bool]:
    """The same where few complaints are in question: each one's customer is looked up, and not all customers found."""
    if is_everybody(actor, filters):
        return of_ours(actor, filters)
    who = dialect.by_key(select(col(Customer.id)), Customer).where(population(actor, filters))
    theirs = who.where(col(Customer.id) == col(Complaint.customer_id)).correlate(Complaint).exists()
    return and_(col(Complaint.kind) == ComplaintKind.COMPLAINT, theirs)


def counted(actor: Actor, filters: Filters) -> ColumnElement[bool]:
    """Those, without the same thing told twice."""
    return and_(of_ours(actor, filters), is_told_once())


def is_told_once() -> ColumnElement[bool]:
    return col(Complaint.state) != ComplaintState.DUPLICATE


def received(bounds: Bounds) -> ColumnElement[bool]:
    return between(col(Complaint.received_at), bounds)


def closed(bounds: Bounds) -> ColumnElement[bool]:
    """Closed for good in these days: a reopened complaint has no closing until it ends again."""
    return and_(is_closed(), between(col(Complaint.closed_at), bounds))


def is_closed() -> ColumnElement[bool]:
    return col(Complaint.state).in_(ENDS)


def is_upheld() -> ColumnElement[bool]:
    found = col(Complaint.decision).in_((Decision.UPHELD, Decision.PARTLY))
    return and_(col(Complaint.state) == ComplaintState.CLOSED, func.coalesce(found, False))


def open_or_reopened(day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Not over when this day began: those that are not over yet, and those that were over later.

    Among the first are some that were over by then and were taken up again since: see Lives for which.
    """
    end, closed_at = clock.start_of(day), col(Complaint.closed_at)
    came = col(Complaint.received_at) < end
    return and_(came, closed_at.is_(None)), and_(came, closed_at >= end)


def gross_seconds() -> ColumnElement[int]:
    return SecondsBetween(col(Complaint.received_at), col(Complaint.closed_at))


def net_minutes() -> Any:
    """By its resolution clocks, all rounds together; None: it has none."""
    theirs = and_(col(Clock.complaint_id) == col(Complaint.id), col(Clock.kind) == ClockKind.RESOLVE)
    return select(func.sum(Clock.net_minutes)).where(theirs).correlate(Complaint).scalar_subquery()


def repeats(who: ColumnElement[bool], bounds: Bounds) -> Any:
    """Ids and moments of the complaints whose customer had another of the same category shortly before."""
    days = Bounds(bounds.start - timedelta(days=REPEAT_DAYS), bounds.end)
    at = col(Complaint.received_at)
    alike = (col(Complaint.customer_id), col(Complaint.category))
    earlier = func.lag(at).over(partition_by=alike, order_by=(at, col(Complaint.id))).label("earlier")
    known = and_(who, received(days), col(Complaint.customer_id).is_not(None))
    found: Any = select(col(Complaint.id), at, earlier).where(known).subquery()
    shortly = SecondsBetween(found.c.earlier, found.c.received_at) <= REPEAT_DAYS * DAY_SECONDS
    return select(found.c.id, found.c.received_at).where(
        found.c.earlier.is_not(None), between(found.c.received_at, bounds), shortly
    )


def is_decided() -> ColumnElement[bool]:
    return col(Clock.verdict).in_((ClockVerdict.MET, ClockVerdict.MISSED))


def verdict(*, extended: bool) -> Any:
    return func.coalesce(col(Clock.extended_verdict), col(Clock.verdict)) if extended else col(Clock.verdict)


def due(*, extended: bool) -> Any:
    return func.coalesce(col(Clock.extended_due_at), col(Clock.due_at)) if extended else col(Clock.due_at)


def is_overdue(now: datetime, *, extended: bool) -> ColumnElement[bool]:
    """Still running, and the moment has passed: as good as missed. Paused clocks have no such moment."""
    return and_(col(Clock.stopped_at).is_(None), due(extended=extended) < now)


def scored() -> ColumnElement[bool]:
    """Answers about our handling that name a score."""
    return and_(col(Invitation.purpose) == InvitationPurpose.HANDLING, col(Answer.score).is_not(None))


def is_satisfied() -> ColumnElement[bool]:
    return col(Answer.score) >= GOOD_SCORE


def sent() -> ColumnElement[bool]:
    """Asked how we handled it, and not taken back before anybody answered; to be joined with its answer, if any."""
    stands = or_(col(Invitation.withdrawn_at).is_(None), col(Answer.id).is_not(None))
    return and_(col(Invitation.purpose) == InvitationPurpose.HANDLING, stands)
