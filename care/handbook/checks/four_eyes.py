"""Four eyes: who handled a serious complaint does not close it alone."""

from sqlalchemy import and_, or_
from sqlmodel import Session, col

from care.handbook.check import Asked, Cases, Check
from care.handbook.counting import of_nobody_removed
from core.i18n import N_
from db.models import Complaint, ComplaintEvent, ComplaintEventKind, ComplaintState, Severity, Subject


def _closed(_session: Session, _asked: Asked) -> tuple[Cases]:
    ended = and_(
        col(ComplaintEvent.complaint_id) == col(Complaint.id),
        col(ComplaintEvent.kind) == ComplaintEventKind.MOVED,
        col(ComplaintEvent.after) == ComplaintState.CLOSED,
        col(ComplaintEvent.cycle) == col(Complaint.cycle),
    )
    source = Complaint.__table__.join(ComplaintEvent.__table__, ended)  # type: ignore[attr-defined]
    ours = (
        col(Complaint.state) == ComplaintState.CLOSED,
        col(Complaint.severity).in_((Severity.CRITICAL, Severity.MAJOR)),
        col(Complaint.is_historical).is_(False),
        of_nobody_removed(col(Complaint.customer_id)),
    )
    handler = col(Complaint.handler_id)
    others = or_(handler.is_(None), col(ComplaintEvent.by_id) != handler)
    return (
        Cases(
            source, ours, col(Complaint.id), col(Complaint.id), handler, col(Complaint.team_id),
            others & col(ComplaintEvent.by_id).is_not(None), col(Complaint.closed_at), done_at=col(Complaint.closed_at),
        ),
    )  # fmt: skip


CHECKS = (
    Check(
        "four_eyes",
        N_("Serious complaints closed by a second person"),
        N_("Every major or critical complaint by the day it was closed; met when somebody else than its handler did."),
        N_("Closed {done} by the person who handled it."),
        Subject.COMPLAINT,
        _closed,
    ),
)
