"""The board: open complaints by column, the most urgent first, and the last ones that ended."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care import worktime
from care.complaints.cards import Board, CardRow, card_of, columns_of
from care.complaints.faces import faces as faces_of
from care.complaints.filters import BoardFilters, chosen
from care.complaints.urgency import urgency
from care.countdown import ClockFace, Level, Standing
from core import clock
from db import dialect
from db.models import (
    Complaint,
    ComplaintEvent,
    Customer,
    Escalation,
    User,
)

MOST = 500
"""Open complaints a board shows; a firm with more works from the list."""
ENDED_SHOWN = 30
ENDED_SINCE = timedelta(days=7)
_AHEAD = timedelta(days=14)
"""How far the calendar must be known for what is due next."""
_LATELY = 200


def board(session: Session, actor: Actor, *, filters: BoardFilters | None = None) -> Board:
    """What this actor may see of the open complaints, by column, and what ended within a week."""
    actor.require(Permission.COMPLAINT_READ)
    filters = filters or BoardFilters()
    now = clock.now()
    conditions = [complaints_visible_to(actor), *chosen(session, actor, filters)]
    open_rows = _rows(session, _open(conditions))
    faces = faces_of(session, [row.id for row in open_rows], now)
    if filters.overdue:
        open_rows = [row for row in open_rows if _is_late(faces.get(row.id, ()))]
    open_rows.sort(key=lambda row: urgency(faces.get(row.id, ())))
    ended = [] if filters.overdue else _rows(session, _ended(conditions, now))
    levels = _open_levels(session)
    cards = [card_of(actor, row, faces.get(row.id, ()), levels) for row in (*open_rows, *ended)]
    count = len(ended) if len(ended) < ENDED_SHOWN else _ended_count(session, conditions, now)
    today = clock.today()
    warning = worktime.warning(worktime.calendar_in_force(session), today, today + _AHEAD)
    return Board(columns_of(cards, count), now, warning)


def board_stamp(session: Session, actor: Actor) -> str:
    """Changes with everything that happens to any complaint: as long as it is the same, so is every board, but for
    the time that passes. Whatever is done leaves an event; that of a slow transaction comes later than its number."""
    actor.require(Permission.COMPLAINT_READ)
    newest = session.execute(select(func.max(col(ComplaintEvent.id)))).scalar() or 0
    lately = select(func.count()).where(col(ComplaintEvent.id) > newest - _LATELY)
    return f"{newest}-{session.execute(lately).scalar_one()}"


def _selected(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    names = [name for name in CardRow._fields if name not in ("customer", "handler")]
    columns = [getattr(Complaint, name) for name in names]
    return (
        select(*columns, col(Customer.name), col(User.name))
        .outerjoin(Customer, col(Customer.id) == col(Complaint.customer_id))
        .outerjoin(User, col(User.id) == col(Complaint.handler_id))
        .where(*conditions)
    )


def _open(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    is_open = col(Complaint.closed_at).is_(None)
    oldest = (col(Complaint.received_at), col(Complaint.id))  # cards of one moment must not change places
    query = _selected(conditions).where(is_open).order_by(*oldest).limit(MOST)
    return dialect.by_index(query, Complaint, "ix_complaints_open")


def _ended(conditions: Sequence[ColumnElement[bool]], now: datetime) -> Select[Any]:
    ended_at = col(Complaint.closed_at)
    latest = (ended_at.desc(), col(Complaint.id).desc())
    query = _selected(conditions).where(ended_at >= now - ENDED_SINCE).order_by(*latest).limit(ENDED_SHOWN)
    # Else SQLite gathers all that a manager may see, and then looks which of it ended lately.
    return dialect.by_index(query, Complaint, "ix_complaints_closed")


def _ended_count(session: Session, conditions: Sequence[ColumnElement[bool]], now: datetime) -> int:
    query = (
        select(func.count()).select_from(Complaint).where(*conditions, col(Complaint.closed_at) >= now - ENDED_SINCE)
    )
    return int(session.execute(dialect.by_index(query, Complaint, "ix_complaints_closed")).scalar_one())


def _rows(session: Session, query: Select[Any]) -> list[CardRow]:
    return [CardRow(*row) for row in session.execute(query)]


def _is_late(faces: Sequence[ClockFace]) -> bool:
    return any(face.standing is Standing.OVERDUE for face in faces)


def _open_levels(session: Session) -> Mapping[int, int]:
    """Open complaint → the highest level above its handler that waits for an acknowledgement."""
    columns: Any = (col(Escalation.complaint_id), func.max(col(Escalation.level)))
    query = (
        select(*columns)
        .join(Complaint, col(Complaint.id) == col(Escalation.complaint_id))
        .where(col(Escalation.acknowledged_at).is_(None), col(Escalation.level) > int(Level.HANDLER))
        .where(col(Complaint.closed_at).is_(None), col(Escalation.cycle) == col(Complaint.cycle))
        .group_by(col(Escalation.complaint_id))
    )
    rows = session.execute(dialect.by_index(query, Complaint, "ix_complaints_open"))
    return {row[0]: row[1] for row in rows}
