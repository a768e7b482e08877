"""The leads behind a number: every one that was counted, and whether it is in the numerator."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care.leads.figure_queries import Days, answered
from care.leads.formulas import Answered
from core import clock
from db.models import Lead, LeadStage, User

MOST = 500


class Behind(StrEnum):
    FIRST_FOLLOW_UP = "first_follow_up"
    CONVERSION = "conversion"
    PERIOD_RATE = "period_rate"


@dataclass(frozen=True)
class BehindLine:
    id: int
    number: str
    name: str
    owner: str
    stage: LeadStage
    received_at: datetime
    counts: bool
    """It is in the numerator."""


@dataclass(frozen=True)
class BehindLines:
    lines: tuple[BehindLine, ...]
    total: int


def rows(session: Session, actor: Actor, *, behind: Behind, start: date, end: date) -> BehindLines:
    """Those that do not count come first: they are what one looks for."""
    actor.require(Permission.KPI_READ)
    actor.require(Permission.LEAD_READ)
    conditions, counts = _asked(behind, Days(start, end))
    conditions = [leads_visible_to(actor, Permission.KPI_READ), leads_visible_to(actor), *conditions]
    total = session.execute(select(func.count(col(Lead.id))).where(*conditions)).scalar_one()
    columns: Any = (Lead.id, Lead.number, Lead.name, func.coalesce(User.name, ""), Lead.stage, Lead.received_at, counts)
    query = (
        select(*columns)
        .outerjoin(User, col(User.id) == col(Lead.owner_id))
        .where(*conditions)
        .order_by(counts, col(Lead.received_at).desc(), col(Lead.id).desc())
        .limit(MOST)
    )
    found: Any = session.execute(query)
    return BehindLines(tuple(BehindLine(*row) for row in found), total)


def _asked(behind: Behind, days: Days) -> tuple[list[ColumnElement[bool]], ColumnElement[bool]]:
    kept, stage = answered(clock.now()), col(Lead.stage)
    received = [days.hold(col(Lead.received_at)), stage != LeadStage.INVALID]
    match behind:
        case Behind.FIRST_FOLLOW_UP:
            passed = kept.in_([Answered.IN_TIME.value, Answered.LATE.value])
            return [*received, passed], kept == Answered.IN_TIME.value
        case Behind.CONVERSION:
            return received, stage == LeadStage.CONVERTED
        case Behind.PERIOD_RATE:
            ended = [days.hold(col(Lead.ended_at)), stage.in_([LeadStage.CONVERTED, LeadStage.LOST])]
            return ended, stage == LeadStage.CONVERTED
