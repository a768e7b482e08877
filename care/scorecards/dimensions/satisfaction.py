"""How satisfied the customers are whose complaints one handled."""

from sqlalchemy import case
from sqlmodel import Session, col

from care.kpis import Bounds
from care.scorecards.dimension import Dimension, Facts, Sort
from core import clock
from core.i18n import N_
from db.models import Answer, Complaint, Invitation, InvitationPurpose, Subject

_GOOD = 4


def _answers(_session: Session, span: Bounds) -> tuple[Facts]:
    source = Answer.__table__.join(Invitation.__table__, col(Invitation.id) == col(Answer.invitation_id)).join(  # type: ignore[attr-defined]
        Complaint.__table__,  # type: ignore[attr-defined]
        col(Complaint.id) == col(Invitation.complaint_id),
    )
    at = col(Answer.at)
    ours = (
        col(Invitation.purpose) == InvitationPurpose.HANDLING,
        col(Answer.score).is_not(None),
        at >= clock.start_of(span.start),
        at < clock.start_of(span.end),
    )
    is_good = case((col(Answer.score) >= _GOOD, 1), else_=0)
    return (Facts(source, ours, col(Complaint.handler_id), is_good, col(Complaint.id), at),)


DIMENSION = Dimension(
    "satisfaction",
    N_("Satisfaction of own cases"),
    N_("Answers with a score of 4 or 5 ÷ all answers with a score about complaints one handled, by the day answered."),
    Sort.SHARE,
    Subject.COMPLAINT,
    _answers,
    weight=25,
    target=0.9,
)
