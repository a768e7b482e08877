"""Reviews of rules: those that were held, and those that are owed beyond their grace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from care import rulebook
from care.learning.policy import HandbookPolicy
from db.models import Rule, RuleReview, RuleState, User


@dataclass(frozen=True)
class Review:
    id: int | None
    """None: it is still owed."""
    rule_id: int
    owner_id: int | None
    team_id: int | None
    due_on: date
    counted_on: date
    """The day by which it belongs to a period: when it was due, or held if that was sooner."""
    at: datetime | None
    is_in_time: bool


def reviews(session: Session, *, today: date) -> list[Review]:
    """What is due and within its grace is not told yet."""
    grace = timedelta(days=rulebook.in_force(session, HandbookPolicy).review_grace_days)
    teams = dict(session.exec(select(User.id, User.team_id)).all())
    held = [
        Review(
            one.id, one.rule_id, one.owner_id, teams.get(one.owner_id or 0), one.due_on, min(one.due_on, one.on),
            one.at, one.on <= one.due_on + grace,
        )
        for one in session.exec(select(RuleReview))
    ]  # fmt: skip
    late = select(Rule).where(col(Rule.state) == RuleState.IN_FORCE, col(Rule.next_review_on) < today - grace)
    owed = [
        Review(None, one.id, one.owner_id, teams.get(one.owner_id or 0), due, due, None, is_in_time=False)
        for one in session.exec(late)
        if (due := one.next_review_on)
    ]
    return [*held, *owed]
