"""What a day at work starts with: leads to be called, those already late, those nobody has, next steps that are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from core import clock
from db import dialect
from db.models import Lead

SHOWN = 5


@dataclass(frozen=True)
class LeadLine:
    id: int
    number: str
    name: str
    company: str
    due_at: datetime | None
    next_on: date | None
    is_waiting: bool
    """Nobody has it."""


@dataclass(frozen=True)
class Lines:
    """The first of them, and how many there are."""

    first: tuple[LeadLine, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class Pressing:
    beyond: Lines
    """Not spoken with, and the promised day has passed."""
    inside: Lines
    """Not spoken with, still in time; the most urgent first."""
    waiting: Lines
    """In the queue, whether late or not."""
    steps: Lines
    """Spoken with, and the next step is due by today."""

    @property
    def is_clear(self) -> bool:
        return not any(lines.total for lines in (self.beyond, self.inside, self.waiting, self.steps))


def pressing(session: Session, actor: Actor, *, only_own: bool = False) -> Pressing:
    """Of the leads the actor works on, or of those the actor has; what waits in the queue is told to everybody."""
    actor.require(Permission.LEAD_WORK)
    mine = col(Lead.owner_id) == (actor.id or 0)
    reached = mine if only_own else leads_visible_to(actor, Permission.LEAD_WORK)
    rows = _rows(session, reached)
    queue = _rows(session, col(Lead.owner_id).is_(None))
    now, today = clock.now(), clock.today()
    uncalled = [row for row in rows if row.due_at is not None and not row.is_called]
    return Pressing(
        _lines([row for row in uncalled if row.due_at is not None and row.due_at < now]),
        _lines([row for row in uncalled if row.due_at is not None and row.due_at >= now]),
        _lines(queue),
        _lines(sorted((row for row in rows if row.next_on and row.next_on <= today), key=_by_step)),
    )


@dataclass(frozen=True)
class _Row:
    line: LeadLine
    is_called: bool

    @property
    def due_at(self) -> datetime | None:
        return self.line.due_at

    @property
    def next_on(self) -> date | None:
        return self.line.next_on


def _rows(session: Session, reached: ColumnElement[bool]) -> list[_Row]:
    names = ("id", "number", "name", "company", "due_at", "next_on")
    columns: Any = [getattr(Lead, name) for name in names]
    query = (
        select(*columns, col(Lead.owner_id).is_(None), col(Lead.first_contact_at).is_not(None))
        .where(col(Lead.ended_at).is_(None), reached)
        .order_by(col(Lead.due_at), col(Lead.id))
    )
    found = session.execute(dialect.by_index(query, Lead, "ix_leads_open_of"))
    return [_Row(LeadLine(*row[:-1]), bool(row[-1])) for row in found]


def _by_step(row: _Row) -> tuple[date, int]:
    return row.next_on or date.max, row.line.id


def _lines(rows: Sequence[_Row]) -> Lines:
    return Lines(tuple(row.line for row in rows[:SHOWN]), len(rows))
