"""Pareto counts over the complaints of a period."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.causes.pareto import Cut, Pareto, ranked
from core import clock
from db.models import (
    Complaint,
    ComplaintKind,
    ComplaintState,
    Customer,
    RootCause,
    Team,
)


def pareto(session: Session, actor: Actor, *, by: Cut, start: date, end: date) -> Pareto:
    """Complaints received from `start` to before `end`, by the firm's days. Numbers only: the analyst may ask."""
    actor.require(Permission.KPI_READ)
    key = column_of(by)
    query = select(key, func.count()).select_from(Complaint)
    query = query.join(RootCause, col(RootCause.complaint_id) == col(Complaint.id), isouter=True)
    found = session.exec(query.where(received_in(actor, start, end)).group_by(key)).all()
    counts = {str(code): n for code, n in found if code not in (None, "")}
    total = sum(n for _code, n in found)
    return Pareto(by, ranked(counts, _names(session, by, counts)), total, total - sum(counts.values()))


def received_in(actor: Actor, start: date, end: date) -> ColumnElement[bool]:
    """Complaints, and no duplicate; those of removed customers are in no number."""
    by = Permission.COMPLAINT_READ if actor.may(Permission.COMPLAINT_READ) else Permission.KPI_READ
    removed = select(col(Customer.id)).where(col(Customer.deleted_at).is_not(None))
    return and_(
        complaints_visible_to(actor, by),
        or_(col(Complaint.customer_id).is_(None), col(Complaint.customer_id).not_in(removed)),
        col(Complaint.kind) == ComplaintKind.COMPLAINT,
        col(Complaint.state) != ComplaintState.DUPLICATE,
        col(Complaint.received_at) >= clock.start_of(start),
        col(Complaint.received_at) < clock.start_of(end),
    )


def column_of(by: Cut) -> Any:
    return {
        Cut.CAUSE: col(RootCause.category),
        Cut.ESCAPE: col(RootCause.escape),
        Cut.CATEGORY: col(Complaint.category),
        Cut.PRODUCT: col(Complaint.product),
        Cut.TEAM: col(Complaint.team_id),
    }[by]


def _names(session: Session, by: Cut, counts: dict[str, int]) -> dict[str, str]:
    if by is Cut.TEAM:
        return {str(id_): name for id_, name in session.exec(select(Team.id, Team.name))}
    return {key: key for key in counts} if by is Cut.PRODUCT else {}
