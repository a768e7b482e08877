"""Promises kept: the resolution clocks of one's own complaints."""

from typing import Any, cast

from sqlalchemy import and_, case, literal_column
from sqlmodel import Session, col

from care.kpis import Bounds
from care.scorecards.dimension import Dimension, Facts, Sort
from core import clock
from core.i18n import N_
from db.models import Clock, ClockKind, ClockVerdict, Complaint, ComplaintKind, Subject

_STOPPED = "ix_complaint_clocks_stopped"


def _clocks(_session: Session, span: Bounds) -> tuple[Facts, Facts]:
    """Those that stopped, and those that should have."""
    source = Clock.__table__.join(Complaint.__table__, col(Complaint.id) == col(Clock.complaint_id))  # type: ignore[attr-defined]
    theirs = (col(Clock.kind) == ClockKind.RESOLVE, col(Complaint.kind) == ComplaintKind.COMPLAINT)
    start, end = clock.start_of(span.start), clock.start_of(span.end)
    stopped, due = col(Clock.stopped_at), col(Clock.due_at)
    decided = (stopped >= start, stopped < end, col(Clock.verdict).in_((ClockVerdict.MET, ClockVerdict.MISSED)))
    late = and_(stopped.is_(None), due >= start, due < end, due < clock.now())
    is_met = case((col(Clock.verdict) == ClockVerdict.MET, 1), else_=0)
    missed, about = cast(Any, literal_column("0")), col(Complaint.id)
    return (
        Facts(
            source, (*theirs, *decided), col(Clock.handler_id), is_met, col(Complaint.id), stopped, (Clock, _STOPPED)
        ),
        Facts(source, (*theirs, late), col(Complaint.handler_id), missed, about, due),
    )


DIMENSION = Dimension(
    "handling",
    N_("Complaints solved in time"),
    N_("Resolution clocks of one's own complaints that were met ÷ those that were met or missed in the month."),
    Sort.SHARE,
    Subject.COMPLAINT,
    _clocks,
    weight=25,
    target=0.95,
)
