"""The board: open leads by stage, those not yet called first, and the last ones that ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care.countdown import Standing
from care.leads.cards import Card, cards, selected
from care.leads.filters import LeadFilters, chosen
from care.leads.lifecycle import COLUMNS, Column
from core import clock
from db import dialect
from db.models import Lead, LeadStageChange

MOST = 500
"""Open leads a board shows; a firm with more works from the list."""
ENDED_SHOWN = 30
ENDED_SINCE = timedelta(days=7)


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


def board(session: Session, actor: Actor, *, filters: LeadFilters | None = None) -> Board:
    """What this actor may see of the open leads, by stage, and what ended within a week."""
    actor.require(Permission.LEAD_READ)
    filters, now = filters or LeadFilters(), clock.now()
    conditions = [leads_visible_to(actor), *chosen(actor, filters)]
    found = list(cards(session, actor, _open(conditions)))
    if not (filters.overdue or filters.waiting):
        found += cards(session, actor, _ended(conditions, now))
    return Board(_columns(found, _ended_counts(session, conditions, now)), now)


def board_stamp(session: Session, actor: Actor) -> str:
    """Changes with everything that happens to any lead: as long as it is the same, so is every board."""
    actor.require(Permission.LEAD_READ)
    newest: Any = select(func.max(col(LeadStageChange.id)))
    open_ones: Any = select(func.count(), func.sum(col(Lead.row_version))).where(col(Lead.ended_at).is_(None))
    n, versions = session.execute(dialect.by_index(open_ones, Lead, "ix_leads_open_version")).one()
    return f"{session.execute(newest).scalar() or 0}-{n}-{versions or 0}"


def _open(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """What is due first comes first; what was called already, by the day it is to be called again."""
    order = (
        col(Lead.first_contact_at).is_not(None),
        func.coalesce(col(Lead.due_at), col(Lead.received_at)),
        col(Lead.id),
    )
    query = selected([*conditions, col(Lead.ended_at).is_(None)]).order_by(*order).limit(MOST)
    return dialect.by_index(query, Lead, "ix_leads_open_of")


def _ended(conditions: Sequence[ColumnElement[bool]], now: datetime) -> Select[Any]:
    latest = (col(Lead.ended_at).desc(), col(Lead.id).desc())
    query = selected([*conditions, col(Lead.ended_at) >= now - ENDED_SINCE]).order_by(*latest).limit(ENDED_SHOWN)
    return dialect.by_index(query, Lead, "ix_leads_ended")


def _ended_counts(session: Session, conditions: Sequence[ColumnElement[bool]], now: datetime) -> dict[Column, int]:
    stage: Any = col(Lead.stage)
    query: Any = select(stage, func.count()).where(*conditions, col(Lead.ended_at) >= now - ENDED_SINCE).group_by(stage)
    found: dict[Column, int] = {}
    for of, n in session.execute(dialect.by_index(query, Lead, "ix_leads_ended")):
        found[COLUMNS[of]] = found.get(COLUMNS[of], 0) + n
    return found


def _columns(found: Sequence[Card], ended: dict[Column, int]) -> tuple[BoardColumn, ...]:
    placed: dict[Column, list[Card]] = {column: [] for column in Column}
    for card in found:
        placed[COLUMNS[card.stage]].append(card)
    return tuple(
        BoardColumn(column, max(ended.get(column, 0), len(some)), sum(map(_is_late, some)), tuple(some))
        for column, some in placed.items()
    )


def _is_late(card: Card) -> bool:
    return card.clock is not None and card.clock.standing is Standing.OVERDUE
