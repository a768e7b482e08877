"""Everything that is open, what is due first in front: for a terminal, a script, a morning's list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from care.complaints.filters import BoardFilters
from care.complaints.listing import ComplaintLine, Order, Span, listing
from db.models import Complaint, Escalation


@dataclass(frozen=True)
class Outstanding:
    line: ComplaintLine
    escalation: int | None
    """The highest level told so far in the present cycle."""


def outstanding(session: Session, actor: Actor, *, overdue: bool = False) -> tuple[Outstanding, ...]:
    """Open complaints the actor may see; only those with a clock past its due moment when `overdue` is asked."""
    actor.require(Permission.COMPLAINT_READ)
    lines = list(_lines(session, actor, BoardFilters(overdue=overdue)))
    levels = _levels(session)
    return tuple(Outstanding(line, levels.get(line.id)) for line in lines)


def _lines(session: Session, actor: Actor, filters: BoardFilters) -> Iterator[ComplaintLine]:
    page, pages = 1, 1
    while page <= pages:
        found = listing(session, actor, filters=filters, span=Span.OPEN, order=Order.DUE, page=page)
        yield from found.lines
        page, pages = page + 1, found.pages


def _levels(session: Session) -> Mapping[int, int]:
    highest = (
        select(col(Escalation.complaint_id), func.max(col(Escalation.level)))
        .join(Complaint, col(Complaint.id) == col(Escalation.complaint_id))
        .where(col(Complaint.closed_at).is_(None), col(Escalation.cycle) == col(Complaint.cycle))
        .group_by(col(Escalation.complaint_id))
    )
    return {row[0]: row[1] for row in session.execute(highest)}
