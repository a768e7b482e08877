"""The rules themselves are looked at again each quarter."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from care import rulebook
from care.handbook.check import Asked, Case, Check
from care.handbook.episodes import number_since
from care.handbook.number import Number, NumberUnit
from care.handbook.policy import HandbookPolicy
from core import clock
from core.i18n import N_
from db.models import Rule, RuleReview, RuleState, Subject, User


def _reviewed(session: Session, asked: Asked) -> Sequence[Case]:
    """Owed or held, a review is called by its rule and the day on which it was due."""
    grace = timedelta(days=rulebook.in_force(session, HandbookPolicy).review_grace_days)
    teams = dict(session.exec(select(User.id, User.team_id)).all())
    held = [
        Case(
            number_since(one.rule_id, one.due_on), one.rule_id, one.owner_id, teams.get(one.owner_id or 0),
            one.on <= one.due_on + grace,
            _moment(min(one.due_on, one.on)), _moment(one.due_on), one.at,
        )
        for one in session.exec(select(RuleReview))
    ]  # fmt: skip
    today = clock.local(asked.now).date()
    late = select(Rule).where(col(Rule.state) == RuleState.IN_FORCE, col(Rule.next_review_on) < today - grace)
    owed = [
        Case(number_since(one.id, one.next_review_on), one.id, one.owner_id, teams.get(one.owner_id or 0), False,
             _moment(one.next_review_on), _moment(one.next_review_on))
        for one in session.exec(late)
    ]  # fmt: skip
    return [*held, *owed]


def _moment(day: date | None) -> datetime | None:
    return clock.start_of(day) if day else None


CHECKS = (
    Check(
        "rules_reviewed",
        N_("Rules reviewed in time"),
        N_("Every review by the day it was due, or held if that was sooner; met when held within the days of grace."),
        N_("The review was due {due}; held: {done}."),
        Subject.RULE,
        _reviewed,
        numbers=(
            Number(
                "handbook.review_months", N_("A rule is reviewed every"), HandbookPolicy, ("review_months",),
                NumberUnit.MONTHS,
            ),
        ),
    ),
)  # fmt: skip
