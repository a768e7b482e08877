"""Which targets hold, held, and were set by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.definition_queries import in_the_firms_words
from care.kpis.numbers import Target
from care.kpis.periods import Kind, Period
from care.kpis.showing import told_target
from db.models import KpiTarget, User


@dataclass(frozen=True)
class TargetLine:
    kpi: str
    span: Kind
    holds_from: date
    target: Target | None
    """None: from that day on there is none."""
    at: datetime
    by: str


def targets_for(session: Session, period: Period) -> dict[str, Target]:
    """What holds in this period, by code and as it is counted; a span of any other length has none."""
    rows = session.exec(
        select(KpiTarget)
        .where(col(KpiTarget.span) == period.kind.value, col(KpiTarget.holds_from) < period.end)
        .order_by(col(KpiTarget.holds_from), col(KpiTarget.id))
    )
    newest = {row.kpi: read_target(row) for row in rows}
    return {kpi: target for kpi, target in newest.items() if target is not None}


def targets(session: Session, actor: Actor) -> tuple[TargetLine, ...]:
    """Everything that was ever set, the newest first, in the units in which the firm has its numbers told."""
    actor.require(Permission.KPI_READ)
    rows = session.exec(
        select(KpiTarget, User.name)
        .outerjoin(User, col(User.id) == col(KpiTarget.by_id))
        .order_by(col(KpiTarget.holds_from).desc(), col(KpiTarget.id).desc())
        .limit(500)
    )
    formulas = in_the_firms_words(session)

    def line(row: KpiTarget, name: str | None) -> TargetLine:
        stored = read_target(row)
        target = told_target(stored, formulas[row.kpi]) if row.kpi in formulas else stored
        return TargetLine(row.kpi, Kind(row.span), row.holds_from, target, row.at, name or "")

    return tuple(line(row, name) for row, name in rows)


def read_target(row: KpiTarget) -> Target | None:
    if row.target is None:
        return None
    return Target(row.target, row.target if row.red_from is None else row.red_from)
