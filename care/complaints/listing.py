"""The list of complaints: open or ended, searched, filtered, sorted, a page of fifty at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.complaints.faces import faces as faces_of
from care.complaints.filters import BoardFilters, chosen
from care.complaints.urgency import most_urgent
from care.countdown import ClockFace
from core import clock
from db import dialect
from db.models import (
    Clock,
    ClockKind,
    Complaint,
    ComplaintCategory,
    ComplaintKind,
    ComplaintState,
    Customer,
    Severity,
    User,
)

PER_PAGE = 50
_RUNNING = "ix_complaint_clocks_running"


class Order(StrEnum):
    DUE = "due"
    """Open ones: what is due first comes first."""
    RECEIVED = "received"
    CLOSED = "closed"


class Span(StrEnum):
    """Which complaints the list is of."""

    OPEN = "open"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True)
class ComplaintLine:
    id: int
    number: str
    kind: ComplaintKind
    state: ComplaintState
    customer: str
    """Empty: somebody who did not say."""
    category: ComplaintCategory
    severity: Severity
    handler: str
    received_at: datetime
    closed_at: datetime | None
    summary: str
    urgent: ClockFace | None
    """Of an open one: the clock that speaks for it."""
    resolution: ClockFace | None
    """The clock of the 48 hours, stopped or not."""


@dataclass(frozen=True)
class ComplaintListing:
    lines: tuple[ComplaintLine, ...]
    total: int
    page: int
    pages: int


def listing(
    session: Session,
    actor: Actor,
    *,
    filters: BoardFilters | None = None,
    span: Span = Span.OPEN,
    order: Order = Order.DUE,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> ComplaintListing:
    """Complaints the actor may see."""
    actor.require(Permission.COMPLAINT_READ)
    filters = filters or BoardFilters()
    conditions = [complaints_visible_to(actor), *chosen(session, actor, filters), *narrowed(span, filters, clock.now())]
    counted = select(func.count(col(Complaint.id))).where(*conditions)
    total = int(session.execute(_through(counted, span)).scalar_one())
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    query = _ordered(_selected(conditions), order, span).offset((page - 1) * per_page).limit(per_page)
    return ComplaintListing(_lines(session, _through(query, span)), total, page, pages)


def _through(query: Select[Any], span: Span) -> Select[Any]:
    """Few are open, however many somebody has ever handled."""
    return dialect.by_index(query, Complaint, "ix_complaints_open") if span is Span.OPEN else query


def narrowed(span: Span, filters: BoardFilters, now: datetime) -> list[ColumnElement[bool]]:
    """By where they stand: open or ended, and late if only those are wanted."""
    late = [col(Complaint.id).in_(_overdue_ids(now))] if filters.overdue else []
    return [*_spanned(span), *late]


def _spanned(span: Span) -> list[ColumnElement[bool]]:
    match span:
        case Span.OPEN:
            return [col(Complaint.closed_at).is_(None)]
        case Span.ENDED:
            return [col(Complaint.closed_at).is_not(None)]
        case Span.ALL:
            return []


def _overdue_ids(now: datetime) -> Select[Any]:
    due = func.coalesce(col(Clock.extended_due_at), col(Clock.due_at))
    running: Select[Any] = select(col(Clock.complaint_id)).where(
        col(Clock.stopped_at).is_(None), col(Clock.due_at).is_not(None)
    )
    return dialect.by_index(running.where(due < now), Clock, _RUNNING)


def _selected(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    columns: Any = (Complaint, col(Customer.name), col(User.name))
    return (
        select(*columns)
        .outerjoin(Customer, col(Customer.id) == col(Complaint.customer_id))
        .outerjoin(User, col(User.id) == col(Complaint.handler_id))
        .where(*conditions)
    )


def _ordered(query: Select[Any], order: Order, span: Span) -> Select[Any]:
    newest = (col(Complaint.received_at).desc(), col(Complaint.id).desc())
    match order:
        case Order.RECEIVED:
            return query.order_by(*newest)
        case Order.CLOSED:
            ended_first = col(Complaint.closed_at).desc()
            # Where all have ended, or none has, there is nothing to put last, and PostgreSQL reads an index backwards.
            return query.order_by(ended_first.nulls_last() if span is Span.ALL else ended_first, *newest)
        case Order.DUE:
            due = func.min(func.coalesce(col(Clock.extended_due_at), col(Clock.due_at))).label("due")
            columns: Any = (col(Clock.complaint_id), due)
            running = select(*columns).where(col(Clock.stopped_at).is_(None))
            next_due = dialect.by_index(running.group_by(col(Clock.complaint_id)), Clock, _RUNNING).subquery()
            joined = query.outerjoin(next_due, next_due.c.complaint_id == col(Complaint.id))
            return joined.order_by(next_due.c.due.asc().nulls_last(), *newest)


def _lines(session: Session, query: Select[Any]) -> tuple[ComplaintLine, ...]:
    rows = session.execute(query).all()
    faces = faces_of(session, [complaint.id for complaint, _customer, _handler in rows], clock.now())
    return tuple(
        _line(complaint, customer, handler, faces.get(complaint.id, ())) for complaint, customer, handler in rows
    )


def _line(complaint: Complaint, customer: str | None, handler: str | None, faces: Sequence[ClockFace]) -> ComplaintLine:
    return ComplaintLine(
        id=complaint.id,
        number=complaint.number,
        kind=complaint.kind,
        state=complaint.state,
        customer=customer or complaint.reporter_name,
        category=complaint.category,
        severity=complaint.severity,
        handler=handler or "",
        received_at=complaint.received_at,
        closed_at=complaint.closed_at,
        summary=" ".join(complaint.description[:120].split()),
        urgent=most_urgent(faces) if complaint.closed_at is None else None,
        resolution=next((face for face in faces if face.kind is ClockKind.RESOLVE), None),
    )
