"""The visits that a complaint has to do with: the one it was heard on, the one that asked how it went."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from db.models import Revisit, User, VisitState


@dataclass(frozen=True)
class VisitAbout:
    revisit_id: int
    is_source: bool
    """The complaint was heard on it; else it asks, or asked, how the complaint went."""
    state: VisitState
    on: date
    """The day it was made on, or stands on."""
    by: str
    satisfaction: int | None


def visits_about(session: Session, complaint_id: int) -> tuple[VisitAbout, ...]:
    """For whoever reads the complaint."""
    rows = session.exec(
        select(Revisit, col(User.name))
        .outerjoin(User, col(User.id) == col(Revisit.done_by_id))
        .where(or_(col(Revisit.complaint_id) == complaint_id, col(Revisit.about_complaint_id) == complaint_id))
        .where(col(Revisit.state) != VisitState.CANCELLED)
        .order_by(col(Revisit.id))
    )
    return tuple(
        VisitAbout(
            row.id, row.complaint_id == complaint_id, row.state, row.done_on or row.planned_on, by or "",
            row.satisfaction,
        )
        for row, by in rows
    )  # fmt: skip
