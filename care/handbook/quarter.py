"""The rules themselves in a review of a quarter: reviewed or owed, kept how well, and what supervisors found."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from auth.actor import Actor
from auth.permissions import Permission
from care.handbook.check import Asked, Check
from care.handbook.checks import catalogue
from care.handbook.counting import counted, excused
from care.handbook.finding import in_force
from care.handbook.inspections import InspectionRow, inspections
from care.handbook.rate import Rate
from care.handbook.wording import filled, spoken
from care.kpis import Bounds, Period, Stretches
from core import clock
from db.models import ReviewVerdict, Rule, RuleReview, RuleState, RuleVersion


@dataclass(frozen=True)
class RuleKept:
    code: str
    titles: Mapping[str, str]
    """By language."""
    rate: Rate
    is_snapshot: bool


@dataclass(frozen=True)
class RulesInReview:
    held: Mapping[ReviewVerdict, int]
    """Reviews held in the period, by what they came to."""
    owed: int
    """Due by its end, and not held so far."""
    kept: tuple[RuleKept, ...]
    findings: tuple[InspectionRow, ...]


def rules_in_review(session: Session, actor: Actor, *, period: Period) -> RulesInReview:
    actor.require(Permission.HANDBOOK_SUPERVISE)
    of_period = (col(RuleReview.on) >= period.start, col(RuleReview.on) < period.end)
    held = Counter(ReviewVerdict(verdict) for verdict in session.exec(select(RuleReview.verdict).where(*of_period)))
    late = select(func.count(col(Rule.id))).where(
        col(Rule.state) == RuleState.IN_FORCE, col(Rule.next_review_on) < period.end
    )
    return RulesInReview(
        held, session.exec(late).one(), _kept(session, actor, period), inspections(session, actor, period=period)
    )


def _kept(session: Session, actor: Actor, period: Period) -> tuple[RuleKept, ...]:
    zh, en, known = spoken(session, "zh_CN"), spoken(session, "en"), catalogue()
    return tuple(
        RuleKept(
            rule.code,
            {"zh_CN": filled(words.title_zh, zh), "en": filled(words.title_en, en)},
            _rate(session, actor, known[words.check_code], words, period),
            known[words.check_code].is_snapshot,
        )
        for rule, words in in_force(session)
        if words.check_code in known
    )


def _rate(session: Session, actor: Actor, check: Check, words: RuleVersion, period: Period) -> Rate:
    asked = Asked(clock.now(), check.chosen(json.loads(words.parameters)))
    days = Stretches.of([Bounds(period.start, period.end)])
    groups = counted(session, actor, check, asked, days)
    forgiven = excused(session, check)
    pardoned = counted(session, actor, check, asked, days, among=forgiven) if forgiven else []
    return Rate(
        sum(one.n for one in groups if one.is_met),
        sum(one.n for one in groups),
        sum(one.n for one in pardoned if not one.is_met),
    )
