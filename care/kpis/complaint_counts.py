"""What numbers about complaints are added up from, in a handful of set-based queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlmodel import Session, col

from care.kpis.complaint_population import (
    Stretches,
    due,
    gross_seconds,
    is_closed,
    is_decided,
    is_overdue,
    is_upheld,
    net_minutes,
    open_or_reopened,
    repeats,
    scored,
    sent,
    verdict,
)
from care.kpis.figures import Bounds
from db import dialect
from db.models import Answer, Clock, ClockKind, ClockVerdict, Complaint, Invitation, Order

_RECEIVED_INDEX = "ix_complaints_received"
_CLOSED_INDEX = "ix_complaints_closed"
STOPPED_INDEX = "ix_complaint_clocks_stopped"


class Received(NamedTuple):
    complaints: int
    of_customers: int
    customers: int
    of_orders: int


class Closed(NamedTuple):
    id: int
    gross_seconds: int
    net_minutes: int | None
    is_upheld: bool


class Judged(NamedTuple):
    met: int
    missed: int


class Rated(NamedTuple):
    score: int
    answers: int


class Sent(NamedTuple):
    invitations: int
    answered: int


@dataclass(frozen=True)
class Which:
    """Whose complaints: without duplicates, and with them for what was decided about their clocks."""

    counted: ColumnElement[bool]
    of_ours: ColumnElement[bool]


def received(session: Session, which: Which, stretches: Stretches) -> dict[int, int]:
    place = stretches.place(col(Complaint.received_at))
    query: Any = select(place, func.count()).select_from(Complaint)
    query = query.where(which.counted, stretches.covers(col(Complaint.received_at))).group_by("place")
    return _by_place(session.execute(dialect.by_index(query, Complaint, _RECEIVED_INDEX)))


def complainers(session: Session, which: Which, stretches: Stretches) -> dict[int, Received]:
    customer = col(Complaint.customer_id)
    sums = (func.count(), func.count(customer), func.count(customer.distinct()), func.count(col(Complaint.order_id)))
    query: Any = select(stretches.place(col(Complaint.received_at)), *sums).select_from(Complaint)
    query = query.where(which.counted, stretches.covers(col(Complaint.received_at))).group_by("place")
    found = session.execute(dialect.by_index(query, Complaint, _RECEIVED_INDEX))
    return {place: Received(*counts) for place, *counts in found}


def repeated(session: Session, which: Which, stretches: Stretches) -> dict[int, int]:
    found = repeats(which.counted, Bounds(stretches.days[0], stretches.days[-1])).subquery()
    query: Any = select(stretches.place(found.c.received_at), func.count()).group_by("place")
    return _by_place(session.execute(query))


def closed(session: Session, which: Which, stretches: Stretches) -> dict[int, list[Closed]]:
    """One by one: a median is not added up from sums."""
    at = col(Complaint.closed_at)
    query: Any = select(stretches.place(at), col(Complaint.id), gross_seconds(), net_minutes(), is_upheld())
    lists: dict[int, list[Closed]] = defaultdict(list)
    query = query.where(which.counted, is_closed(), stretches.covers(at))
    for place, *one in session.execute(dialect.by_index(query, Complaint, _CLOSED_INDEX)):
        lists[place].append(Closed(*one))
    return lists


def still_open(session: Session, which: Which, days: Sequence[date]) -> dict[date, int]:
    """Not over on each of these days, together with those that were and were reopened since."""
    asked: Any = select(func.count()).select_from(Complaint).where(which.counted)
    counts: dict[date, int] = {}
    for day in days:
        parts = [asked.where(condition) for condition in open_or_reopened(day)]
        read = [session.execute(dialect.by_index(part, Complaint, _CLOSED_INDEX)).scalar_one() for part in parts]
        counts[day] = sum(read)
    return counts


def judged(
    session: Session, which: Which, kinds: Collection[ClockKind], stretches: Stretches, now: datetime
) -> dict[tuple[ClockKind, bool], dict[int, Judged]]:
    """By kind of clock, and whether extensions are heeded: the clocks that stopped, and those that should have."""
    sums: dict[tuple[ClockKind, bool], dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for place, kind, original, extended, count in session.execute(_stopped(which, kinds, stretches)):
        sums[kind, False][place][original is ClockVerdict.MISSED] += count
        sums[kind, True][place][extended is ClockVerdict.MISSED] += count
    for heeded in (False, True):
        for place, kind, count in session.execute(_overdue(which, kinds, stretches, now, extended=heeded)):
            sums[kind, heeded][place][True] += count
    return {of: {place: Judged(*pair) for place, pair in places.items()} for of, places in sums.items()}


def _stopped(which: Which, kinds: Collection[ClockKind], stretches: Stretches) -> Any:
    at, kind = col(Clock.stopped_at), col(Clock.kind)
    extended = verdict(extended=True).label("extended")
    query: Any = select(stretches.place(at), kind, col(Clock.verdict), extended, func.count())
    query = query.join(Complaint, col(Complaint.id) == col(Clock.complaint_id))
    decided = and_(which.of_ours, kind.in_(kinds), is_decided(), stretches.covers(at))
    query = query.where(decided).group_by("place", kind, col(Clock.verdict), "extended")
    return dialect.by_index(query, Clock, STOPPED_INDEX)


def _overdue(which: Which, kinds: Collection[ClockKind], stretches: Stretches, now: datetime, *, extended: bool) -> Any:
    at, kind = due(extended=extended), col(Clock.kind)
    query: Any = select(stretches.place(at), kind, func.count())
    query = query.join(Complaint, col(Complaint.id) == col(Clock.complaint_id))
    late = and_(which.of_ours, kind.in_(kinds), is_overdue(now, extended=extended), stretches.covers(at))
    return query.where(late).group_by("place", kind)


def rated(session: Session, which: Which, stretches: Stretches) -> dict[int, list[Rated]]:
    at, score = col(Answer.at), col(Answer.score)
    query: Any = select(stretches.place(at), score, func.count()).select_from(Answer)
    query = query.join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
    query = query.join(Complaint, col(Complaint.id) == col(Invitation.complaint_id))
    lists: dict[int, list[Rated]] = defaultdict(list)
    for place, *one in session.execute(
        query.where(which.of_ours, scored(), stretches.covers(at)).group_by("place", score)
    ):
        lists[place].append(Rated(*one))
    return lists


def invited(session: Session, which: Which, stretches: Stretches) -> dict[int, Sent]:
    at = col(Invitation.sent_at)
    query: Any = select(stretches.place(at), func.count(), func.count(col(Answer.id))).select_from(Invitation)
    query = query.join(Complaint, col(Complaint.id) == col(Invitation.complaint_id))
    query = query.join(Answer, col(Answer.invitation_id) == col(Invitation.id), isouter=True)
    found = session.execute(query.where(which.of_ours, sent(), stretches.covers(at)).group_by("place"))
    return {place: Sent(*counts) for place, *counts in found}


def ordered(session: Session, orders: ColumnElement[bool], spans: Sequence[Bounds]) -> dict[Bounds, int]:
    """Valid orders placed in each of these spans."""
    inside = [and_(col(Order.ordered_on) >= span.start, col(Order.ordered_on) < span.end) for span in spans]
    sums = [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in inside]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    query: Any = select(*sums).where(orders, col(Order.ordered_on) >= first, col(Order.ordered_on) < last)
    return dict(zip(spans, map(int, session.execute(query).one()), strict=True))


def _by_place(rows: Iterable[Any]) -> dict[int, int]:
    return {place: int(count) for place, count in rows}
