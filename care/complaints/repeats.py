"""Whether a customer came with the same before: a repeat to be counted, or the same thing told twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care import rulebook
from care.complaints.lifecycle import OPEN
from care.complaints.targets import ComplaintTargets
from core import clock
from db.models import Complaint, ComplaintCategory, ComplaintKind, ComplaintState

_MOST = 5


@dataclass(frozen=True)
class Alike:
    """A complaint of the same customer that may be the very one being typed."""

    id: int
    number: str
    category: ComplaintCategory
    state: ComplaintState
    received_at: datetime
    is_open: bool


def earlier_one(session: Session, complaint: Complaint, *, within: timedelta) -> Complaint | None:
    """The customer's last complaint of the same category in the time before, however it ended; no duplicates."""
    if complaint.customer_id is None or complaint.kind is not ComplaintKind.COMPLAINT:
        return None
    query = select(Complaint).where(
        col(Complaint.customer_id) == complaint.customer_id,
        col(Complaint.category) == complaint.category,
        col(Complaint.kind) == ComplaintKind.COMPLAINT,
        col(Complaint.state) != ComplaintState.DUPLICATE,
        col(Complaint.received_at) >= complaint.received_at - within,
        col(Complaint.received_at) <= complaint.received_at,
    )
    if complaint.id is not None:
        query = query.where(col(Complaint.id) != complaint.id)
    return session.exec(query.order_by(col(Complaint.received_at).desc()).limit(1)).first()


def alike(
    session: Session, actor: Actor, *, customer_id: int, category: ComplaintCategory | None = None
) -> tuple[Alike, ...]:
    """To be looked at before another one is registered: what is open, and what of this category came lately."""
    actor.require(Permission.COMPLAINT_READ)
    days = rulebook.in_force(session, ComplaintTargets).repeat_days
    lately = col(Complaint.received_at) >= clock.now() - timedelta(days=days)
    wanted = lately if category is None else lately & (col(Complaint.category) == category)
    rows = session.exec(
        select(Complaint)
        .where(col(Complaint.customer_id) == customer_id, complaints_visible_to(actor))
        .where(col(Complaint.state).in_(OPEN) | wanted)
        .order_by(col(Complaint.received_at).desc())
        .limit(_MOST)
    )
    return tuple(Alike(row.id, row.number, row.category, row.state, row.received_at, row.state in OPEN) for row in rows)
