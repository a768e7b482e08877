"""What numbers about complaints are added up from, in a handful of set-based queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, select
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
from care.kpis.complaint_reach import Which
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


@dataclass
class Closed:
    """Column by column: an object for each of fifty thousand would wake the garbage collector again and again."""

    ids: list[int] = field(default_factory=list)
    gross_seconds: list[int] = field(default_factory=list)
    net_minutes: list[int] = field(default_factory=list)
    """Of those that had a resolution clock."""
    upheld: int = 0


class Judged(NamedTuple):
    met: int
    missed: int


class Rated(NamedTuple):
    score: int
    answers: int


class Sent(NamedTuple):
    invitations: int
    answered: int


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


def closed(session: Session, which: Which, stretches: Stretches) -> dict[int, Closed]:
    """Every single time: a median is not added up from sums."""
    at = col(Complaint.closed_at)
    upheld = cast(is_upheld(), Integer)
    query: Any = select(stretches.place(at), col(Complaint.id), gross_seconds(), net_minutes(), upheld)
    query = query.where(which.counted, is_closed(), stretches.covers(at))
    found: dict[int, Closed] = defaultdict(Closed)
    # Past the ORM, which would take as long again for each.
    for place, id_, gross, net, is_one in session.connection().execute(
        dialect.by_index(query, Complaint, _CLOSED_INDEX)
    ):
        some = found[place]
        some.ids.append(id_)
        some.gross_seconds.append(gross)
        some.upheld += is_one
        if net is not None:
            some.net_minutes.append(net)
    return found


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
    for kind in kinds:
        for place, count, missed, missed_extended in session.execute(_stopped(which, kind, stretches)):
            sums[kind, False][place] = [count - missed, missed]
            sums[kind, True][place] = [count - missed_extended, missed_extended]
    for heeded in (False, True):
        for place, kind, count in session.execute(_overdue(which, kinds, stretches, now, extended=heeded)):
            sums[kind, heeded][place][True] += count
    return {of: {place: Judged(*pair) for place, pair in places.items()} for of, places in sums.items()}


def _stopped(which: Which, kind: ClockKind, stretches: Stretches) -> Any:
    """Of one kind, by nothing but the place: that is what SQLite groups twice as fast."""
    at, missed = col(Clock.stopped_at), [_missed(extended=extended) for extended in (False, True)]
    query: Any = select(stretches.place(at), func.count(), *missed).select_from(Clock)
    decided = and_(col(Clock.kind) == kind, is_decided(), stretches.covers(at), which.by_id(col(Clock.complaint_id)))
    return dialect.by_index(query.where(decided).group_by("place"), Clock, STOPPED_INDEX)


def _missed(*, extended: bool) -> Any:
    return func.count(case((verdict(extended=extended) == ClockVerdict.MISSED, 1)))


def _overdue(which: Which, kinds: Collection[ClockKind], stretches: Stretches, now: datetime, *, extended: bool) -> Any:
    at, kind = due(extended=extended), col(Clock.kind)
    query: Any = select(stretches.place(at), kind, func.count()).select_from(Clock)
    ours = which.by_id(col(Clock.complaint_id))
    late = and_(kind.in_(kinds), is_overdue(now, extended=extended), stretches.covers(at), ours)
    return query.where(late).group_by("place", kind)


def rated(session: Session, which: Which, stretches: Stretches) -> dict[int, list[Rated]]:
    at, score = col(Answer.at), col(Answer.score)
    query: Any = select(stretches.place(at), score, func.count()).select_from(Answer)
    query = query.join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
    query = query.where(which.by_id(col(Invitation.complaint_id)), scored(), stretches.covers(at))
    lists: dict[int, list[Rated]] = defaultdict(list)
    for place, *one in session.execute(query.group_by("place", score)):
        lists[place].append(Rated(*one))
    return lists


def invited(session: Session, which: Which, stretches: Stretches) -> dict[int, Sent]:
    at = col(Invitation.sent_at)
    query: Any = select(stretches.place(at), func.count(), func.count(col(Answer.id))).select_from(Invitation)
    query = query.join(Answer, col(Answer.invitation_id) == col(Invitation.id), isouter=True)
    ours = which.by_id(col(Invitation.complaint_id))
    found = session.execute(query.where(ours, sent(), stretches.covers(at)).group_by("place"))
    return {place: Sent(*counts) for place, *counts in found}


def ordered(session: Session, orders: ColumnElement[bool], spans: Sequence[Bounds]) -> dict[Bounds, int]:
    """Valid orders placed in each of these spans."""
    counts = [_ordered(orders, span).scalar_subquery() for span in spans]
    return dict(zip(spans, map(int, session.execute(select(*counts)).one()), strict=True))


def _ordered(orders: ColumnElement[bool], span: Bounds) -> Any:
    day = col(Order.ordered_on)
    return select(func.count()).select_from(Order).where(orders, day >= span.start, day < span.end)


def _by_place(rows: Iterable[Any]) -> dict[int, int]:
    return {place: int(count) for place, count in rows}
