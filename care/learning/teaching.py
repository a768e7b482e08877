"""Which rules are in force, and who of the people here passed a training on the very version that is."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from db.models import Rule, RuleState, RuleVersion, TrainingPlace, TrainingRule, User, UserStatus


def in_force(session: Session) -> Sequence[tuple[Rule, RuleVersion]]:
    """Every rule in force with its words, in the order of the book."""
    query = (
        select(Rule, RuleVersion)
        .join(RuleVersion, col(RuleVersion.rule_id) == col(Rule.id))
        .where(col(Rule.state) == RuleState.IN_FORCE, col(RuleVersion.version) == col(Rule.version))
    )
    return session.exec(query.order_by(col(Rule.chapter_id), col(Rule.place), col(Rule.id))).all()


def taught(session: Session) -> frozenset[tuple[int, int]]:
    """Version and person, for everybody who can sign in and passed a session on that version."""
    query = (
        select(TrainingRule.rule_version_id, TrainingPlace.user_id)
        .join(TrainingPlace, col(TrainingPlace.training_id) == col(TrainingRule.training_id))
        .join(User, col(User.id) == col(TrainingPlace.user_id))
        .where(col(TrainingPlace.is_passed), col(User.status) == UserStatus.ACTIVE)
        .distinct()
    )
    return frozenset((version_id, user_id) for version_id, user_id in session.exec(query))
