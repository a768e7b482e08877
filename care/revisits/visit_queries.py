"""One visit as it is worked: why it is due, what to say, what was said before."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to, interactions_told_to, revisits_visible_to
from care import rulebook
from care.revisits.policy import RevisitPolicy
from care.revisits.scripts import VisitScripts
from core.errors import NotFound
from db.models import (
    Complaint,
    ComplaintState,
    Customer,
    CustomerKind,
    Interaction,
    Medium,
    Order,
    Outcome,
    Revisit,
    RevisitMove,
    User,
    VisitCause,
    VisitState,
)

_LAST = 3
_OVER = (ComplaintState.CLOSED, ComplaintState.REJECTED, ComplaintState.DUPLICATE, ComplaintState.WITHDRAWN)


@dataclass(frozen=True)
class LastTalk:
    at: datetime
    by: str
    medium: Medium
    outcome: Outcome
    summary: str
    next_step: str


@dataclass(frozen=True)
class Visit:
    id: int
    version: int
    customer_id: int
    kind: CustomerKind
    needs: str
    preferences: str
    state: VisitState
    cause: VisitCause
    due_on: date
    planned_on: date
    latest_on: date
    cycle_days: int
    assignee: str
    attempts: int
    most_attempts: int
    order_id: int | None
    order_number: str
    """The order it follows."""
    complaint: tuple[int, str] | None
    """The closed complaint it asks about: id and number, for whoever may read it."""
    open_complaints: int
    done_by: str
    """Who ended it, if it is not open any more."""
    moved_for: str
    """Why it was put on another day last."""
    script: str
    talks: tuple[LastTalk, ...]
    """The newest first."""
    may_work: bool


def visit(session: Session, actor: Actor, revisit_id: int) -> Visit:
    """With nothing of how the customer is reached: the file shows that, masked, and its reveal is logged."""
    actor.require(Permission.REVISIT_READ)
    row = session.exec(select(Revisit).where(col(Revisit.id) == revisit_id, revisits_visible_to(actor))).first()
    if row is None:
        raise NotFound
    customer = session.get_one(Customer, row.customer_id)
    order = session.get(Order, row.order_id) if row.order_id else None
    return Visit(
        id=row.id,
        version=row.row_version,
        customer_id=row.customer_id,
        kind=customer.kind,
        needs=customer.needs,
        preferences=customer.preferences,
        state=row.state,
        cause=row.cause,
        due_on=row.due_on,
        planned_on=row.planned_on,
        latest_on=row.latest_on,
        cycle_days=row.cycle_days,
        assignee=_name(session, row.assignee_id),
        attempts=row.attempts,
        most_attempts=rulebook.in_force(session, RevisitPolicy).attempts,
        order_id=row.order_id,
        order_number=order.number if order else "",
        complaint=_complaint(session, actor, row.about_complaint_id),
        open_complaints=_open_complaints(session, actor, row.customer_id),
        done_by=_name(session, row.done_by_id),
        moved_for=_moved_for(session, row.id),
        script=rulebook.in_force(session, VisitScripts).of(customer.kind).text(actor.name),
        talks=_talks(session, actor, row.customer_id),
        may_work=_may_work(session, actor, row),
    )


def _name(session: Session, user_id: int | None) -> str:
    user = session.get(User, user_id) if user_id else None
    return user.name if user else ""


def _complaint(session: Session, actor: Actor, complaint_id: int | None) -> tuple[int, str] | None:
    if complaint_id is None or not actor.may(Permission.COMPLAINT_READ):
        return None
    seen = select(Complaint.id, Complaint.number).where(col(Complaint.id) == complaint_id, complaints_visible_to(actor))
    found = session.exec(seen).first()
    return (found[0], found[1]) if found else None


def _open_complaints(session: Session, actor: Actor, customer_id: int) -> int:
    if not actor.may(Permission.COMPLAINT_READ):
        return 0
    running = select(func.count(col(Complaint.id))).where(
        col(Complaint.customer_id) == customer_id, col(Complaint.state).not_in(_OVER), complaints_visible_to(actor)
    )
    return session.exec(running).one()


def _moved_for(session: Session, revisit_id: int) -> str:
    newest = select(RevisitMove.reason).where(col(RevisitMove.revisit_id) == revisit_id, col(RevisitMove.reason) != "")
    return session.exec(newest.order_by(col(RevisitMove.id).desc()).limit(1)).first() or ""


def _talks(session: Session, actor: Actor, customer_id: int) -> tuple[LastTalk, ...]:
    rows = session.exec(
        select(Interaction, col(User.name))
        .outerjoin(User, col(User.id) == col(Interaction.by_id))
        .where(col(Interaction.customer_id) == customer_id, interactions_told_to(actor))
        .order_by(col(Interaction.at).desc(), col(Interaction.id).desc())
        .limit(_LAST)
    )
    return tuple(LastTalk(row.at, by or "", row.medium, row.outcome, row.summary, row.next_step) for row, by in rows)


def _may_work(session: Session, actor: Actor, row: Revisit) -> bool:
    if row.state is not VisitState.OPEN or not actor.may(Permission.REVISIT_WORK):
        return False
    mine = select(col(Revisit.id)).where(col(Revisit.id) == row.id, revisits_visible_to(actor, Permission.REVISIT_WORK))
    return session.exec(mine).first() is not None
