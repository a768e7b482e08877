"""The complaints behind each bar of a Pareto: exactly those that it counted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.causes.pareto import Cut
from care.causes.pareto_queries import column_of, received_in
from db.models import (
    CauseCategory,
    Complaint,
    ComplaintCategory,
    ComplaintState,
    Customer,
    EscapeCause,
    RootCause,
    Severity,
    Team,
    User,
)

PAGE = 50
_CODES = {Cut.CAUSE: CauseCategory, Cut.ESCAPE: EscapeCause, Cut.CATEGORY: ComplaintCategory}


@dataclass(frozen=True)
class ComplaintRow:
    complaint_id: int
    number: str
    received_at: datetime
    customer: str
    """Empty: no customer of ours."""
    category: ComplaintCategory
    severity: Severity
    state: ComplaintState
    cause: CauseCategory | None
    handler: str
    team: str


@dataclass(frozen=True)
class ComplaintRows:
    rows: tuple[ComplaintRow, ...]
    total: int
    page: int
    pages: int


def complaints_behind(
    session: Session, actor: Actor, *, by: Cut, key: str, start: date, end: date, page: int = 1
) -> ComplaintRows:
    """Exactly those that a bar counted, the newest first; an empty key stands for those without one."""
    actor.require(Permission.COMPLAINT_READ)
    which = and_(received_in(actor, start, end), _has(by, key))
    joined = (col(RootCause.complaint_id) == col(Complaint.id), Complaint)
    counted = select(func.count()).select_from(joined[1]).join(RootCause, joined[0], isouter=True).where(which)
    total, page = session.exec(counted).one(), max(1, page)
    people: Any = (col(Customer.name), col(User.name), col(Team.name))
    query = select(Complaint, RootCause.category, *people).join(RootCause, joined[0], isouter=True)
    query = query.join(
        Customer, and_(col(Customer.id) == Complaint.customer_id, col(Customer.deleted_at).is_(None)), isouter=True
    ).join(User, col(User.id) == col(Complaint.handler_id), isouter=True)
    query = query.join(Team, col(Team.id) == col(Complaint.team_id), isouter=True)
    newest = query.where(which).order_by(col(Complaint.received_at).desc(), col(Complaint.id).desc())
    rows = session.exec(newest.limit(PAGE).offset((page - 1) * PAGE)).all()
    return ComplaintRows(tuple(_row(*row) for row in rows), total, page, max(1, -(-total // PAGE)))


def _has(by: Cut, key: str) -> ColumnElement[bool]:
    column = column_of(by)
    if not key:
        return or_(column.is_(None), column == "") if by is Cut.PRODUCT else column.is_(None)
    if by in _CODES and key not in list(_CODES[by]):
        return false()
    return cast(column, String) == key if by is Cut.TEAM else column == key


def _row(complaint: Complaint, cause: CauseCategory | None, *names: str | None) -> ComplaintRow:
    customer, handler, team = (name or "" for name in names)
    return ComplaintRow(
        complaint_id=complaint.id,
        number=complaint.number,
        received_at=complaint.received_at,
        customer=customer,
        category=complaint.category,
        severity=complaint.severity,
        state=complaint.state,
        cause=cause,
        handler=handler,
        team=team,
    )
