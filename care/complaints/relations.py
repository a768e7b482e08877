"""Other complaints that belong with one: duplicates, repeats, follow-ups, the same customer's, the same cause."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.visibility import complaints_visible_to
from care.complaints.detail import Links, Related
from db.models import Complaint, RootCause

_MOST = 10


def links_of(session: Session, actor: Actor, complaint: Complaint) -> Links:
    """Only what the actor may see."""
    single = [complaint.duplicate_of_id, complaint.repeat_of_id, complaint.follows_id]
    by_id = {row.id: row for row in _related(session, actor, col(Complaint.id).in_([id_ for id_ in single if id_]))}
    duplicate_of, repeat_of, follows = (by_id.get(id_) if id_ else None for id_ in single)
    others = col(Complaint.id) != complaint.id
    theirs = _related(session, actor, col(Complaint.customer_id) == (complaint.customer_id or 0), others)
    return Links(
        duplicate_of=duplicate_of,
        duplicates=_related(session, actor, col(Complaint.duplicate_of_id) == complaint.id),
        repeat_of=repeat_of,
        follows=follows,
        followed_by=_related(session, actor, col(Complaint.follows_id) == complaint.id),
        earlier=theirs,
        same_cause=_same_cause(session, actor, complaint.id),
    )


def _same_cause(session: Session, actor: Actor, complaint_id: int) -> tuple[Related, ...]:
    own = select(RootCause.category).where(col(RootCause.complaint_id) == complaint_id).scalar_subquery()
    alike = select(RootCause.complaint_id).where(col(RootCause.category) == own)
    return _related(session, actor, col(Complaint.id).in_(alike), col(Complaint.id) != complaint_id)


def _related(session: Session, actor: Actor, *conditions: ColumnElement[bool]) -> tuple[Related, ...]:
    columns: Any = (Complaint.id, Complaint.number, Complaint.category, Complaint.state, Complaint.received_at)
    query = select(*columns).where(complaints_visible_to(actor), *conditions)
    rows: Sequence[Any] = session.exec(query.order_by(col(Complaint.received_at).desc()).limit(_MOST)).all()
    return tuple(Related(*row) for row in rows)
