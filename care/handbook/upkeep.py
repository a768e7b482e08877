"""What the rulebook needs each day: its place, versions whose day has come, readings, reminders."""

from datetime import timedelta

from sqlmodel import Session, col, select

from auth.permissions import Permission
from care import notices, rulebook, tasks
from care.handbook.installing import adopt, install
from care.handbook.policy import HandbookPolicy
from care.handbook.readings import read_off
from care.handbook.receipts import remind_readers
from care.handbook.reviewing import review_key
from care.handbook.rule_commands import enforce_due
from care.tasks import TaskKind
from core import clock
from db.models import Rule, RuleState, Subject, User, UserStatus


def keep_up(session: Session) -> int:
    """Twice it does nothing twice; how many things it did besides reading off how things stand."""
    done = install(session) + adopt(session) + enforce_due(session)
    read_off(session)
    return done + remind_readers(session) + remind_reviews(session)


def remind_reviews(session: Session) -> int:
    """A task for whoever answers for a rule whose review comes near, as long as it is owed; how many are near.

    Where that is somebody who has left, it falls to the first who may write rules.
    """
    days = rulebook.in_force(session, HandbookPolicy).review_grace_days
    near = select(Rule).where(
        col(Rule.state) == RuleState.IN_FORCE, col(Rule.next_review_on) <= clock.today() + timedelta(days=days)
    )
    writers = notices.who_may(session, Permission.HANDBOOK_EDIT)
    here = set(session.exec(select(User.id).where(col(User.status) == UserStatus.ACTIVE)))
    found = session.exec(near).all()
    for rule in found:
        assert rule.next_review_on is not None
        person = rule.owner_id if rule.owner_id in here else next(iter(writers), None)
        due_at = clock.start_of(rule.next_review_on + timedelta(days=1))
        task = tasks.make(
            session, kind=TaskKind.RULE_REVIEW, assignee_id=person, due_at=due_at, key=review_key(rule),
            subject=Subject.RULE, subject_id=rule.id,
        )  # fmt: skip
        tasks.ask_again(session, task, assignee_id=person, due_at=due_at)
    return len(found)
