"""The customers one should do something for, with the reasons: complaints, scores, declined solutions, silence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, text
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import rulebook
from care.kpis.risk import Facts, RiskPolicy, Weighed, weigh
from core import clock
from db import bulk, dialect
from db.models import DECLINED, Answer, Complaint, ComplaintKind, Customer, Invitation, Tier, User

MOST_SILENT = 400
SHOWN = 100


@dataclass(frozen=True)
class RiskLine:
    customer_id: int
    number: str
    name: str
    tier: Tier
    owner: str
    revenue_cents: int
    points: int
    facts: Facts
    reasons: tuple[Weighed, ...]


@dataclass(frozen=True)
class Risks:
    lines: tuple[RiskLine, ...]
    """The riskiest first, then the most valuable."""
    total: int
    is_capped: bool
    """Of the silent ones only the most valuable were looked at."""


def risks(session: Session, actor: Actor, *, owner_id: int | None = None) -> Risks:
    actor.require(Permission.CUSTOMER_READ)
    policy, today = rulebook.in_force(session, RiskPolicy), clock.today()
    seen = customers_visible_to(actor)
    if owner_id is not None:
        seen = and_(seen, col(Customer.owner_id) == owner_id)
    told = _told(session, policy, today)
    silent = _silent(session, seen, policy, today)
    lines = _lines(session, and_(seen, text(bulk.one_of("customers.id", {*told, *silent}))), told, policy, today)
    return Risks(tuple(lines[:SHOWN]), len(lines), is_capped=len(silent) >= MOST_SILENT)


def _told(session: Session, policy: RiskPolicy, today: date) -> dict[int, dict[str, int]]:
    """What complaints and answers say, by customer: of everybody, since those few are cheaper found than left out."""
    since = clock.start_of(today - timedelta(days=policy.look_back_days))
    whose, asked = col(Complaint.customer_id), col(Invitation.customer_id)
    ours = and_(whose.is_not(None), col(Complaint.kind) == ComplaintKind.COMPLAINT)
    open_ones: Any = select(whose, func.count()).where(ours, col(Complaint.closed_at).is_(None)).group_by(whose)
    declined: Any = select(whose, func.count()).where(ours, text(f"({DECLINED})"), col(Complaint.received_at) >= since)
    scores: Any = select(asked, func.min(Answer.score)).join(Answer, col(Answer.invitation_id) == col(Invitation.id))
    scores = scores.where(asked.is_not(None), col(Answer.at) >= since, col(Answer.score) <= policy.low_score)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for name, query in (
        ("open_complaints", dialect.by_index(open_ones, Complaint, "ix_complaints_closed")),
        ("refusals", dialect.by_index(declined.group_by(whose), Complaint, "ix_complaints_declined")),
        ("lowest_score", dialect.by_index(scores.group_by(asked), Answer, "ix_answers_at")),
    ):
        for customer_id, value in session.execute(query):
            found[customer_id][name] = int(value)
    return found


def _silent(session: Session, seen: ColumnElement[bool], policy: RiskPolicy, today: date) -> list[int]:
    """About to count as lost, the most valuable first."""
    soon = and_(
        col(Customer.lapses_on) > today, col(Customer.lapses_on) <= today + timedelta(days=policy.days_before_lost)
    )
    query = select(Customer.id).where(seen, soon).order_by(col(Customer.revenue_cents).desc(), col(Customer.id))
    return list(session.exec(query.limit(MOST_SILENT)))


def _lines(
    session: Session, these: ColumnElement[bool], told: dict[int, dict[str, Any]], policy: RiskPolicy, today: date
) -> list[RiskLine]:
    columns: Any = (
        Customer.id, Customer.number, Customer.name, Customer.tier, User.name, Customer.revenue_cents,
        Customer.last_order_on, Customer.usual_gap_days, Customer.lapses_on,
    )  # fmt: skip
    query: Any = select(*columns).join(User, col(User.id) == col(Customer.owner_id), isouter=True)
    lines = []
    for id_, number, name, tier, owner, revenue, *bought in session.execute(query.where(these)):
        facts = _facts(bought, told.get(id_, {}))
        reasons = weigh(facts, today, policy)
        points = sum(one.points for one in reasons)
        if points >= policy.shown_from:
            lines.append(RiskLine(id_, number, name, tier, owner or "", revenue, points, facts, reasons))
    return sorted(lines, key=lambda line: (-line.points, -line.revenue_cents, line.customer_id))


def _facts(bought: list[Any], said: dict[str, int]) -> Facts:
    last_on, gap, lapses = bought
    counts = said.get("open_complaints", 0), said.get("lowest_score"), said.get("refusals", 0)
    return Facts(last_on, gap, lapses, *counts)
