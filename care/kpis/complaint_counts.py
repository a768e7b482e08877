"""What numbers about complaints are added up from, in a handful of set-based queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, and_, cast, exists, func, or_, select
from sqlmodel import Session, col

from care.kpis.complaint_population import (
    Stretches,
    due,
    gross_seconds,
    is_closed,
    is_upheld,
    net_minutes,
)
from db import dialect
from db.models import Clock, ClockKind, Complaint

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


class Late(NamedTuple):
    kind: ClockKind
    extended: bool
    due_at: datetime


class Rated(NamedTuple):
    score: int
    answers: int


class Sent(NamedTuple):
    invitations: int
    answered: int


def complainers(session: Session, counted: ColumnElement[bool], stretches: Stretches) -> dict[int, Received]:
    customer = col(Complaint.customer_id)
    sums = (func.count(), func.count(customer), func.count(customer.distinct()), func.count(col(Complaint.order_id)))
    query: Any = select(stretches.place(col(Complaint.received_at)), *sums).select_from(Complaint)
    query = query.where(counted, stretches.covers(col(Complaint.received_at))).group_by("place")
    found = session.execute(dialect.by_index(query, Complaint, _RECEIVED_INDEX))
    return {place: Received(*counts) for place, *counts in found}


def closed(session: Session, counted: ColumnElement[bool], stretches: Stretches) -> dict[int, Closed]:
    """Every single time: a median is not added up from sums."""
    at = col(Complaint.closed_at)
    upheld = cast(is_upheld(), Integer)
    query: Any = select(stretches.place(at), col(Complaint.id), gross_seconds(), net_minutes(), upheld)
    query = query.where(counted, is_closed(), stretches.covers(at))
    found: dict[int, Closed] = defaultdict(Closed)
    # Past the ORM and all at once: one by one would take as long again for each.
    for place, id_, gross, net, is_one in (
        session.connection().execute(dialect.by_index(query, Complaint, _CLOSED_INDEX)).all()
    ):
        some = found[place]
        some.ids.append(id_)
        some.gross_seconds.append(gross)
        some.upheld += is_one
        if net is not None:
            some.net_minutes.append(net)
    return found


def overdue(session: Session, ours: ColumnElement[bool], now: datetime) -> list[Late]:
    """Clocks that still run and should have stopped, extensions heeded or not; few at any time."""
    is_late = and_(col(Clock.stopped_at).is_(None), or_(*(due(extended=heeded) < now for heeded in (False, True))))
    columns: Any = (Clock.kind, due(extended=False), due(extended=True))
    kinds = col(Clock.kind).in_(list(ClockKind))  # by name, so that an index finds those that run
    query: Any = select(*columns).where(kinds, is_late, exists().where(col(Complaint.id) == Clock.complaint_id, ours))
    return [
        Late(kind, bool(heeded), at)
        for kind, *moments in session.execute(query)
        for heeded, at in enumerate(moments)
        if at and at < now
    ]


def by_stretch(late: Iterable[Late], stretches: Stretches) -> dict[tuple[ClockKind, bool], dict[int, int]]:
    """By kind and by whether extensions are heeded."""
    found: dict[tuple[ClockKind, bool], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for kind, heeded, at in late:
        place = stretches.holding(at)
        if place is not None:
            found[kind, heeded][place] += 1
    return found
