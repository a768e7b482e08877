"""The complaints behind a number: exactly those that were counted, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.kpis.complaint_behind import Asked, behind
from care.kpis.complaint_measures import LOWER_IS_BETTER, ComplaintKpi
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.periods import Period
from core import clock
from db import bulk
from db.models import Complaint, ComplaintCategory, ComplaintState, Customer, Severity, User

PAGE = 50


@dataclass(frozen=True)
class ComplaintRow:
    complaint_id: int
    number: str
    customer: str
    """Empty: nobody we know; whoever came is not named here."""
    category: ComplaintCategory
    severity: Severity
    state: ComplaintState
    handler: str
    received_at: datetime
    at: datetime | None
    """The moment by which it belongs to the period."""
    is_hit: bool | None
    """Whether it is among those above the line of the ratio; None: it is no ratio."""
    minutes: int | None
    score: int | None


@dataclass(frozen=True)
class ComplaintRows:
    kpi: ComplaintKpi
    total: int
    page: int
    pages: int
    rows: tuple[ComplaintRow, ...]


def complaint_rows(
    session: Session,
    actor: Actor,
    *,
    kpi: ComplaintKpi,
    period: Period,
    filters: Filters | None = None,
    page: int = 1,
) -> ComplaintRows:
    """Needs to see complaints, not only numbers: the analyst is refused. A clock or an answer has a line of its own."""
    actor.require(Permission.KPI_READ)
    actor.require(Permission.COMPLAINT_READ)
    today = clock.today()
    span = Bounds(period.start, period.counted_to(today))
    facts = behind(session, Asked(actor, filters or Filters(), span, clock.now()), kpi)
    facts = facts.where(complaints_visible_to(actor))
    found = facts.subquery()
    total, page = session.execute(select(func.count()).select_from(found)).scalar_one(), max(1, page)
    query: Any = select(found).order_by(*_order(kpi, found.c))
    facts_shown = session.execute(query.limit(PAGE).offset((page - 1) * PAGE)).all()
    named = _named(session, {fact.complaint_id for fact in facts_shown})
    rows = tuple(_row(*named[fact.complaint_id], fact) for fact in facts_shown)
    return ComplaintRows(kpi, total, page, max(1, -(-total // PAGE)), rows)


def _order(kpi: ComplaintKpi, fact: Any) -> tuple[Any, ...]:
    """What one would rather not see comes first, then what took longest, then the newest."""
    worst = fact.is_hit.desc() if kpi in LOWER_IS_BETTER else fact.is_hit.asc()
    return (worst, fact.score.asc(), fact.minutes.desc().nulls_first(), fact.at.desc(), fact.complaint_id.desc())


def _named(session: Session, ids: set[int]) -> dict[int, tuple[Complaint, str | None, str | None]]:
    query = (
        select(Complaint, col(Customer.name), col(User.name))
        .join(Customer, col(Customer.id) == col(Complaint.customer_id), isouter=True)
        .join(User, col(User.id) == col(Complaint.handler_id), isouter=True)
        .where(text(bulk.one_of("complaints.id", ids)))
    )
    return {complaint.id: (complaint, customer, handler) for complaint, customer, handler in session.execute(query)}


def _row(complaint: Complaint, customer: str | None, handler: str | None, fact: Any) -> ComplaintRow:
    return ComplaintRow(
        complaint_id=complaint.id,
        number=complaint.number,
        customer=customer or "",
        category=complaint.category,
        severity=complaint.severity,
        state=complaint.state,
        handler=handler or "",
        received_at=complaint.received_at,
        at=fact.at,
        is_hit=None if fact.is_hit is None else bool(fact.is_hit),
        minutes=fact.minutes,
        score=fact.score,
    )
