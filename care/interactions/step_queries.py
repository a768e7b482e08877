"""Next steps that come due: counted by day first, so that only the days that hold the first lines are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to
from core import clock
from db import dialect
from db.models import Customer, Interaction

SHOWN = 8
AHEAD = timedelta(days=7)
_on: Any = col(Interaction.next_on)
_whose = col(Interaction.customer_id)
_ByDay = Sequence[tuple[date, int]]


@dataclass(frozen=True)
class NextStep:
    customer_id: int
    on: date
    words: str


@dataclass(frozen=True)
class Steps:
    """The first of them, and how many there are."""

    first: tuple[NextStep, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class NextSteps:
    overdue: Steps
    today: Steps
    coming: Steps
    """In the seven days after today."""


def next_steps(session: Session, actor: Actor, *, only_own: bool = False) -> NextSteps:
    """Of the customers whose files the actor may edit, or of those the actor looks after; the longest due first."""
    actor.require(Permission.CUSTOMER_EDIT)
    today = clock.today()
    reached = _reached(actor, only_own=only_own)
    found: Any = select(_on, func.count()).where(_is_open(today), _whose.in_(select(col(Customer.id)).where(reached)))
    if not only_own and actor.scope(Permission.CUSTOMER_EDIT) is Scope.ALL:
        # Few files are removed: leaving those out is far cheaper than looking everybody up.
        removed = select(col(Customer.id)).where(col(Customer.deleted_at).is_not(None))
        found = select(_on, func.count()).where(_is_open(today), _whose.not_in(removed))
    by_day: _ByDay = _in_order(session, found.group_by(_on).order_by(_on)).all()
    lanes = (
        [(day, n) for day, n in by_day if day < today],
        [(day, n) for day, n in by_day if day == today],
        [(day, n) for day, n in by_day if day > today],
    )
    return NextSteps(*(_steps(session, lane, reached) for lane in lanes))


def _reached(actor: Actor, *, only_own: bool) -> ColumnElement[bool]:
    reached = customers_visible_to(actor, Permission.CUSTOMER_EDIT)
    mine = or_(col(Customer.owner_id) == actor.id, col(Customer.backup_owner_id) == actor.id)
    return and_(reached, mine) if only_own else reached


def _is_open(today: date) -> ColumnElement[bool]:
    return and_(col(Interaction.is_open_step), _on <= today + AHEAD)


def _steps(session: Session, by_day: _ByDay, reached: ColumnElement[bool]) -> Steps:
    if not by_day:
        return Steps()
    days, held = [], 0
    for day, n in by_day:
        if held < SHOWN:
            days.append(day)
            held += n
    columns: Any = (_whose, _on, col(Interaction.next_step))
    theirs = select(col(Customer.id)).where(col(Customer.id) == _whose, reached).exists()
    query = select(*columns).where(col(Interaction.is_open_step), _on.in_(days), theirs)
    first = _in_order(session, query.order_by(_on, _whose).limit(SHOWN))
    return Steps(tuple(NextStep(*row) for row in first), sum(n for _day, n in by_day))


def _in_order(session: Session, query: Any) -> Any:
    """Through the index that holds nothing but what is open."""
    hinted: Any = dialect.by_index(query, Interaction, "ix_interactions_open_steps")
    return session.exec(hinted)
