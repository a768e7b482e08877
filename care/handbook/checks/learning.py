"""People know the rules: each has read them, and was taught them before they work with customers."""

from datetime import timedelta

from sqlalchemy import BigInteger, and_, cast, func, or_
from sqlmodel import Session, col, select

from care import rulebook
from care.handbook.check import Asked, Cases, Check
from care.handbook.episodes import numbers_since
from care.handbook.number import Number, NumberUnit
from care.handbook.policy import HandbookPolicy
from core import clock
from core.i18n import N_
from db.models import Rule, RuleReceipt, RuleState, RuleVersion, Subject, Training, TrainingPlace, User, UserStatus

_APART = 1_000_000
"""A case is a person and a version: the one number is made of both."""
_MONTH = timedelta(days=365) / 12


def _trained(session: Session, asked: Asked) -> tuple[Cases]:
    months = rulebook.in_force(session, HandbookPolicy).training_months
    since = clock.local(asked.now).date() - months * _MONTH
    held = (
        select(func.max(Training.held_on))
        .join(TrainingPlace, col(Training.id) == col(TrainingPlace.training_id))
        .where(col(TrainingPlace.user_id) == col(User.id), col(TrainingPlace.is_passed))
        .correlate(User)
        .scalar_subquery()
    )
    user = User.__table__  # type: ignore[attr-defined]
    is_here = col(User.status) == UserStatus.ACTIVE
    case_id = numbers_since(col(User.id), held)
    return (Cases(user, (is_here,), case_id, col(User.id), col(User.id), col(User.team_id), held >= since),)


def _read(session: Session, asked: Asked) -> tuple[Cases]:
    """Who still has time to read a version counts only once they have."""
    before = asked.now - timedelta(days=rulebook.in_force(session, HandbookPolicy).receipt_days)
    holds = and_(col(Rule.id) == col(RuleVersion.rule_id), col(Rule.version) == col(RuleVersion.version))
    theirs = and_(col(RuleReceipt.rule_version_id) == col(RuleVersion.id), col(RuleReceipt.user_id) == col(User.id))
    source = (
        RuleVersion.__table__.join(Rule.__table__, holds)  # type: ignore[attr-defined]
        .join(User.__table__, col(User.status) == UserStatus.ACTIVE)  # type: ignore[attr-defined]
        .outerjoin(RuleReceipt.__table__, theirs)  # type: ignore[attr-defined]
    )
    is_due = and_(col(RuleVersion.in_force_at) <= before, col(User.created_at) <= before)
    has_read = col(RuleReceipt.id).is_not(None)
    return (
        Cases(
            source, (col(Rule.state) == RuleState.IN_FORCE, or_(is_due, has_read)),
            cast(col(RuleVersion.id), BigInteger) * _APART + col(User.id), col(Rule.id), col(User.id),
            col(User.team_id), has_read,
            done_at=col(RuleVersion.in_force_at),
        ),
    )  # fmt: skip


def _days(name: str, label: str, path: str, unit: NumberUnit = NumberUnit.DAYS) -> Number:
    return Number(name, label, HandbookPolicy, (path,), unit)


CHECKS = (
    Check(
        "trained",
        N_("People trained in the rules"),
        N_("Everybody who can sign in; met when they passed a training within the months that it holds."),
        N_("No training passed within the time it holds."),
        None,
        _trained,
        numbers=(
            _days("handbook.training_months", N_("A training holds"), "training_months", NumberUnit.MONTHS),
            _days("handbook.pass_score", N_("Points needed to pass"), "pass_score", NumberUnit.TIMES),
        ),
        is_snapshot=True,
    ),
    Check(
        "rules_read",
        N_("Rules read and confirmed"),
        N_("Every rule in force for everybody who can sign in, once the time to read it is over; met when confirmed."),
        N_("In force since {done}, and not confirmed."),
        Subject.RULE,
        _read,
        numbers=(_days("handbook.receipt_days", N_("A new rule is read within"), "receipt_days"),),
        is_snapshot=True,
    ),
)
