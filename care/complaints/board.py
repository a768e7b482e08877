"""The board: open complaints by column, the most urgent first, and the last ones that ended."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care import worktime
from care.complaints.faces import faces as faces_of
from care.complaints.filters import BoardFilters, chosen
from care.complaints.lifecycle import COLUMNS, Column, Move
from care.complaints.powers import Stake, open_moves
from care.complaints.sla import ClockFace, Standing
from care.complaints.urgency import most_urgent, urgency
from core import clock
from db.models import Complaint, ComplaintCategory, ComplaintKind, ComplaintState, Customer, Escalation, Severity, User

MOST = 500
"""Open complaints a board shows; a firm with more works from the list."""
ENDED_SHOWN = 30
ENDED_SINCE = timedelta(days=7)
_AHEAD = timedelta(days=14)
"""How far the calendar must be known for what is due next."""
_SUMMARY = 120


@dataclass(frozen=True)
class Card:
    id: int
    version: int
    number: str
    kind: ComplaintKind
    state: ComplaintState
    customer: str
    """Empty: somebody who did not say."""
    category: ComplaintCategory
    summary: str
    severity: Severity
    handler: str
    is_repeat: bool
    is_safety: bool
    reopened: int
    urgent: ClockFace | None
    escalation: int | None
    """The highest level that nobody has acknowledged."""
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class BoardColumn:
    column: Column
    count: int
    overdue: int
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Board:
    columns: tuple[BoardColumn, ...]
    at: datetime
    """When it was drawn up: what is left on each clock is counted from here."""
    warning: str
    """Something about the calendar that due times depend on; empty: nothing."""


class _Row(NamedTuple):
    """As selected: a row object of the session would cost three times as much."""

    id: int
    row_version: int
    number: str
    kind: ComplaintKind
    state: ComplaintState
    category: ComplaintCategory
    description: str
    severity: Severity
    handler_id: int | None
    team_id: int | None
    repeat_of_id: int | None
    is_safety: bool
    reopen_count: int
    reporter_name: str
    customer: str | None
    handler: str | None


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
    cards = [_card(actor, row, faces.get(row.id, ()), levels) for row in (*open_rows, *ended)]
    count = len(ended) if len(ended) < ENDED_SHOWN else _ended_count(session, conditions, now)
    today = clock.today()
    warning = worktime.warning(worktime.calendar_in_force(session), today, today + _AHEAD)
    return Board(_columns(cards, count), now, warning)


def _selected(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    names = [name for name in _Row._fields if name not in ("customer", "handler")]
    columns = [getattr(Complaint, name) for name in names]
    return (
        select(*columns, col(Customer.name), col(User.name))
        .outerjoin(Customer, col(Customer.id) == col(Complaint.customer_id))
        .outerjoin(User, col(User.id) == col(Complaint.handler_id))
        .where(*conditions)
    )


def _open(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    is_open = col(Complaint.closed_at).is_(None)
    return _selected(conditions).where(is_open).order_by(col(Complaint.received_at)).limit(MOST)


def _ended(conditions: Sequence[ColumnElement[bool]], now: datetime) -> Select[Any]:
    ended_at = col(Complaint.closed_at)
    return _selected(conditions).where(ended_at >= now - ENDED_SINCE).order_by(ended_at.desc()).limit(ENDED_SHOWN)


def _ended_count(session: Session, conditions: Sequence[ColumnElement[bool]], now: datetime) -> int:
    query = (
        select(func.count()).select_from(Complaint).where(*conditions, col(Complaint.closed_at) >= now - ENDED_SINCE)
    )
    return int(session.execute(query).scalar_one())


def _rows(session: Session, query: Select[Any]) -> list[_Row]:
    return [_Row(*row) for row in session.execute(query)]


def _is_late(faces: Sequence[ClockFace]) -> bool:
    return any(face.standing is Standing.OVERDUE for face in faces)


def _open_levels(session: Session) -> Mapping[int, int]:
    """Complaint → the highest level that waits for an acknowledgement."""
    query = select(col(Escalation.complaint_id), func.max(col(Escalation.level)))
    unseen = query.where(col(Escalation.acknowledged_at).is_(None)).group_by(col(Escalation.complaint_id))
    return {row[0]: row[1] for row in session.execute(unseen)}


def _card(actor: Actor, row: _Row, faces: Sequence[ClockFace], levels: Mapping[int, int]) -> Card:
    return Card(
        id=row.id,
        version=row.row_version,
        number=row.number,
        kind=row.kind,
        state=row.state,
        customer=row.customer or row.reporter_name,
        category=row.category,
        summary=" ".join(row.description[:_SUMMARY].split()),
        severity=row.severity,
        handler=row.handler or "",
        is_repeat=row.repeat_of_id is not None,
        is_safety=row.is_safety,
        reopened=row.reopen_count,
        urgent=most_urgent(faces),
        escalation=levels.get(row.id),
        moves=open_moves(actor, Stake(row.state, row.kind, row.severity, row.handler_id, row.team_id)),
    )


def _columns(cards: Sequence[Card], ended: int) -> tuple[BoardColumn, ...]:
    placed: dict[Column, list[Card]] = {column: [] for column in Column}
    late: Counter[Column] = Counter()
    for card in cards:
        column = COLUMNS[card.state]
        placed[column].append(card)
        late[column] += card.urgent is not None and card.urgent.standing is Standing.OVERDUE
    counts = {column: len(found) for column, found in placed.items()} | {Column.ENDED: ended}
    return tuple(BoardColumn(column, counts[column], late[column], tuple(placed[column])) for column in Column)
