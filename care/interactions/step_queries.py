"""Next steps that come due: counted by day first, so that only the days that hold the first lines are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
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
    due = and_(col(Interaction.is_open_step), _on <= today + AHEAD, _of_customers(actor, only_own=only_own))
    counted: Any = select(_on, func.count()).where(due).group_by(_on).order_by(_on)
    by_day: _ByDay = _in_order(session, counted).all()
    lanes = (
        [(day, n) for day, n in by_day if day < today],
        [(day, n) for day, n in by_day if day == today],
        [(day, n) for day, n in by_day if day > today],
    )
    return NextSteps(*(_steps(session, lane, due) for lane in lanes))


def _of_customers(actor: Actor, *, only_own: bool) -> ColumnElement[bool]:
    """Asked of each step that is due: those are fewer than the customers whom one may look after."""
    theirs = and_(col(Customer.id) == _whose, customers_visible_to(actor, Permission.CUSTOMER_EDIT))
    mine = or_(col(Customer.owner_id) == actor.id, col(Customer.backup_owner_id) == actor.id)
    return select(col(Customer.id)).where(and_(theirs, mine) if only_own else theirs).exists()


def _steps(session: Session, by_day: _ByDay, due: ColumnElement[bool]) -> Steps:
    if not by_day:
        return Steps()
    days, held = [], 0
    for day, n in by_day:
        if held < SHOWN:
            days.append(day)
            held += n
    columns: Any = (_whose, _on, col(Interaction.next_step))
    query = select(*columns).where(due, _on.in_(days))
    first = _in_order(session, query.order_by(_on, _whose).limit(SHOWN))
    return Steps(tuple(NextStep(*row) for row in first), sum(n for _day, n in by_day))


def _in_order(session: Session, query: Any) -> Any:
    """Through the index that holds nothing but what is open."""
    hinted: Any = dialect.by_index(query, Interaction, "ix_interactions_open_steps")
    return session.exec(hinted)
