"""A lead as a card of the board and as a line of the list: one selection for both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import Session, col

from auth.actor import Actor
from care import rulebook
from care.countdown import ClockFace
from care.leads.lifecycle import Move
from care.leads.policy import LeadPolicy
from care.leads.powers import open_moves
from care.leads.timing import Timed, face_of
from care.worktime import calendar_in_force
from core import clock
from db.models import ClockMode, ClockVerdict, InvalidReason, Lead, LeadOrigin, LeadStage, LostReason, Source, User

_SUMMARY = 120


@dataclass(frozen=True)
class Card:
    id: int
    version: int
    number: str
    name: str
    company: str
    stage: LeadStage
    source: Source
    origin: LeadOrigin
    region: str
    need: str
    owner: str
    """Empty: it waits in the queue."""
    received_at: datetime
    ended_at: datetime | None
    next_on: date | None
    reason: LostReason | InvalidReason | None
    customer_id: int | None
    clock: ClockFace | None
    moves: tuple[Move, ...]


class _Row(NamedTuple):
    """As selected: a row object of the session would cost three times as much."""

    id: int
    row_version: int
    number: str
    name: str
    company: str
    stage: LeadStage
    source: Source
    origin: LeadOrigin
    region: str
    need: str
    owner_id: int | None
    team_id: int | None
    received_at: datetime
    target_minutes: int
    mode: ClockMode
    due_at: datetime | None
    first_contact_at: datetime | None
    ended_at: datetime | None
    verdict: ClockVerdict | None
    policy_version: int
    next_on: date | None
    lost_reason: LostReason | None
    invalid_reason: InvalidReason | None
    customer_id: int | None
    owner: str | None


def selected(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    columns = [getattr(Lead, name) for name in _Row._fields if name != "owner"]
    return select(*columns, col(User.name)).outerjoin(User, col(User.id) == col(Lead.owner_id)).where(*conditions)


def cards(session: Session, actor: Actor, query: Select[Any]) -> tuple[Card, ...]:
    """Each with its clock as it stands now."""
    rows = [_Row(*row) for row in session.execute(query)]
    now, calendar = clock.now(), calendar_in_force(session)
    warned = {
        version: rulebook.at_version(session, LeadPolicy, version).warn_percent
        for version in {row.policy_version for row in rows}
    }
    return tuple(
        _card(actor, row, face_of(_timed(row), now, calendar, warn_percent=warned[row.policy_version])) for row in rows
    )


def _timed(row: _Row) -> Timed:
    return Timed(
        row.received_at, row.target_minutes, row.mode, row.due_at, row.first_contact_at, row.ended_at, row.verdict
    )


def _card(actor: Actor, row: _Row, face: ClockFace | None) -> Card:
    return Card(
        id=row.id,
        version=row.row_version,
        number=row.number,
        name=row.name,
        company=row.company,
        stage=row.stage,
        source=row.source,
        origin=row.origin,
        region=row.region,
        need=" ".join(row.need[:_SUMMARY].split()),
        owner=row.owner or "",
        received_at=row.received_at,
        ended_at=row.ended_at,
        next_on=row.next_on,
        reason=row.lost_reason or row.invalid_reason,
        customer_id=row.customer_id,
        clock=face,
        moves=open_moves(actor, row.stage, row.owner_id, row.team_id),
    )
