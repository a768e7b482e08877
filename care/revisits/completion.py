"""How many of the visits due in a period were made in time (metrics 4.6)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import revisits_counted_for
from core import clock
from db import dialect
from db.models import Revisit, VisitState


@dataclass(frozen=True)
class Completion:
    """Visits due in the period, without those whose plan ended."""

    due: int
    in_time: int
    """Made up to the due day and the grace."""
    late: int
    skipped: int
    """Left out or not reached: with a reason, and yet not made."""
    waiting: int
    """Open, and still in time."""

    @property
    def rate(self) -> float | None:
        """回访完成率 = made in time ÷ due. What may still be made in time is not counted yet; None: n is 0."""
        decided = self.due - self.waiting
        return self.in_time / decided if decided else None


def completion(session: Session, actor: Actor, *, first: date, last: date) -> Completion:
    """Due from the first day to the last, both included, as far as the actor sees."""
    actor.require(Permission.REVISIT_READ)
    done, on = col(Revisit.state) == VisitState.DONE, col(Revisit.done_on)
    in_time = and_(done, on <= col(Revisit.latest_on))
    late = and_(done, on > col(Revisit.latest_on))
    waiting = and_(col(Revisit.state) == VisitState.OPEN, col(Revisit.latest_on) >= clock.today())
    counted = [in_time, late, col(Revisit.state) == VisitState.SKIPPED, waiting]
    sums: Any = [func.coalesce(func.sum(case((it, 1), else_=0)), 0) for it in counted]
    query = select(func.count(), *sums).where(
        col(Revisit.due_on).between(first, last),
        col(Revisit.state) != VisitState.CANCELLED,
        revisits_counted_for(actor),
    )
    hinted: Any = dialect.by_index(query, Revisit, "ix_revisits_due")
    return Completion(*(int(number) for number in session.execute(hinted).one()))
