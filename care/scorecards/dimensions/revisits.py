"""Revisits made in time."""

from sqlalchemy import and_, case
from sqlmodel import Session, col

from care.kpis import Bounds
from care.scorecards.dimension import Dimension, Facts, Sort
from core import clock
from core.i18n import N_
from db.models import Revisit, Subject, VisitState


def _visits(_session: Session, span: Bounds) -> tuple[Facts]:
    waiting = and_(col(Revisit.state) == VisitState.OPEN, col(Revisit.latest_on) >= clock.today())
    ours = (
        col(Revisit.state).in_([state for state in VisitState if state is not VisitState.CANCELLED]),
        ~waiting,
        col(Revisit.import_job_id).is_(None),
        col(Revisit.due_on) >= span.start,
        col(Revisit.due_on) < span.end,
    )
    in_time = and_(col(Revisit.state) == VisitState.DONE, col(Revisit.done_on) <= col(Revisit.latest_on))
    is_met = case((in_time, 1), else_=0)
    who = col(Revisit.assignee_id)
    table, by_day = Revisit.__table__, (Revisit, "ix_revisits_due")  # type: ignore[attr-defined]
    return (Facts(table, ours, who, is_met, col(Revisit.customer_id), col(Revisit.done_at), by_day),)


DIMENSION = Dimension(
    "revisits",
    N_("Revisits made in time"),
    N_("Revisits due in the month that were made within their grace ÷ those due, as far as their time is up."),
    Sort.SHARE,
    Subject.CUSTOMER,
    _visits,
    weight=20,
    target=0.9,
)
