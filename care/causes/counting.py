"""Which complaints of one cause count: the same rows for effect, recurrence and their recounts."""

from sqlmodel import Session, col, select

from care.causes.effect import Counted, Window
from db.models import CauseCategory, Complaint, ComplaintKind, ComplaintState, RootCause


def counted_in(session: Session, category: CauseCategory, window: Window) -> tuple[Counted, ...]:
    """Complaints received in the window whose recorded cause this is, the first one first."""
    rows = session.exec(
        select(Complaint.id, Complaint.received_at, Complaint.is_historical)
        .join(RootCause, col(RootCause.complaint_id) == col(Complaint.id))
        .where(
            col(RootCause.category) == category,
            col(Complaint.kind) == ComplaintKind.COMPLAINT,
            col(Complaint.received_at) >= window.start,
            col(Complaint.received_at) < window.end,
            col(Complaint.state) != ComplaintState.DUPLICATE,
        )
        .order_by(col(Complaint.received_at), col(Complaint.id))
    )
    return tuple(Counted(*row) for row in rows)
