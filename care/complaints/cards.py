"""A complaint as a card of the board, and the columns that cards stand in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from auth.actor import Actor
from care.complaints.lifecycle import COLUMNS, Column, Move
from care.complaints.powers import Stake, open_moves
from care.complaints.urgency import most_urgent
from care.countdown import ClockFace, Standing
from db.models import ComplaintCategory, ComplaintKind, ComplaintState, Severity

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


class CardRow(NamedTuple):
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


def card_of(actor: Actor, row: CardRow, faces: Sequence[ClockFace], levels: Mapping[int, int]) -> Card:
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


def columns_of(cards: Sequence[Card], ended: int) -> tuple[BoardColumn, ...]:
    placed: dict[Column, list[Card]] = {column: [] for column in Column}
    late: Counter[Column] = Counter()
    for card in cards:
        column = COLUMNS[card.state]
        placed[column].append(card)
        late[column] += card.urgent is not None and card.urgent.standing is Standing.OVERDUE
    counts = {column: len(found) for column, found in placed.items()} | {Column.ENDED: ended}
    return tuple(BoardColumn(column, counts[column], late[column], tuple(placed[column])) for column in Column)
