"""Visits that come due: counted by day first, so that only the days that hold the first lines are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import open_revisits_visible_to
from core import clock
from db import dialect
from db.models import Customer, Revisit

SHOWN = 8
AHEAD = timedelta(days=7)
_on: Any = col(Revisit.planned_on)
_ByDay = Sequence[tuple[date, int]]


@dataclass(frozen=True)
class DueLine:
    revisit_id: int
    customer_id: int
    name: str
    on: date
    attempts: int


@dataclass(frozen=True)
class Visits:
    """The first of them, and how many there are."""

    first: tuple[DueLine, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class DueVisits:
    overdue: Visits
    today: Visits
    coming: Visits
    """In the seven days after today."""


def due_lines(session: Session, actor: Actor, *, only_own: bool = False) -> DueVisits:
    """Of the visits the actor may make, or of those that are the actor's own; the longest due first."""
    actor.require(Permission.REVISIT_WORK)
    today, theirs = clock.today(), reached(actor, only_own=only_own)
    counted: Any = select(_on, func.count()).where(theirs, _on <= today + AHEAD).group_by(_on).order_by(_on)
    by_day: _ByDay = session.exec(_by_index(counted, only_own=only_own)).all()
    lanes = (
        [(day, n) for day, n in by_day if day < today],
        [(day, n) for day, n in by_day if day == today],
        [(day, n) for day, n in by_day if day > today],
    )
    return DueVisits(*(_visits(session, lane, theirs, only_own=only_own) for lane in lanes))


def reached(actor: Actor, *, only_own: bool) -> ColumnElement[bool]:
    """Open visits that the actor may make."""
    mine = open_revisits_visible_to(actor, Permission.REVISIT_WORK)
    return mine & (col(Revisit.assignee_id) == actor.id) if only_own else mine


def _visits(session: Session, by_day: _ByDay, theirs: ColumnElement[bool], *, only_own: bool) -> Visits:
    if not by_day:
        return Visits()
    days, held = [], 0
    for day, n in by_day:
        if held < SHOWN:
            days.append(day)
            held += n
    keys: Any = select(col(Revisit.id)).where(theirs, _on.in_(days)).order_by(_on, col(Revisit.customer_id))
    ids = session.exec(_by_index(keys.limit(SHOWN), only_own=only_own)).all()
    return Visits(named(session, ids), sum(n for _day, n in by_day))


def named(session: Session, ids: Sequence[int]) -> tuple[DueLine, ...]:
    """These visits, in their order by day."""
    columns: Any = (col(Revisit.id), col(Customer.id), col(Customer.name), _on, col(Revisit.attempts))
    query = select(*columns).join(Customer, col(Customer.id) == col(Revisit.customer_id))
    rows = session.exec(query.where(col(Revisit.id).in_(ids)).order_by(_on, col(Customer.id)))
    return tuple(DueLine(*row) for row in rows)


def _by_index(query: Any, *, only_own: bool) -> Any:
    """Through an index of open visits alone, of one person or of all days."""
    return dialect.by_index(query, Revisit, "ix_revisits_open_mine" if only_own else "ix_revisits_open_day")
