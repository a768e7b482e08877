"""Read and confirmed (已阅): each version by each person, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import notices, rulebook, tasks
from care.handbook.finding import find
from care.handbook.policy import HandbookPolicy
from care.tasks import TaskKind
from core import clock
from core.errors import Conflict, NotAllowed
from db import dialect
from db.models import Rule, RuleReceipt, RuleState, RuleVersion, Subject, Task, User, UserStatus


@dataclass(frozen=True)
class Receipts:
    """Of the version in force."""

    active: int
    confirmed: int
    """Of the people who are here now."""
    mine_at: datetime | None
    missing: tuple[str, ...]
    """Names, for those who answer for the rules."""


def confirm_rule(session: Session, actor: Actor, rule_id: int, *, version: int) -> RuleReceipt:
    """I have read this version; Conflict when there is a newer one by now. Said twice it counts once."""
    rule = find(session, actor, rule_id)
    if actor.id is None:
        raise NotAllowed
    if rule.version != version or rule.state is not RuleState.IN_FORCE:
        raise Conflict(version=rule.version, theirs={"version": rule.version}, yours={"version": version})
    words = session.exec(_holding(rule.id)).one()
    row = {"rule_version_id": words.id, "user_id": actor.id, "at": clock.now()}
    is_new = dialect.insert_new(session, RuleReceipt, [row])
    receipt = session.exec(
        select(RuleReceipt).where(col(RuleReceipt.rule_version_id) == words.id, col(RuleReceipt.user_id) == actor.id)
    ).one()
    if is_new:
        audit.record(session, actor, "rule.confirmed", rule, detail={"version": version})
        notices.settle(session, Subject.RULE, rule.id, user_id=actor.id)
        if not _unread(session, actor.id):
            _settle_reading(session, actor.id)
    return receipt


def unread(session: Session, actor: Actor) -> tuple[int, ...]:
    """The rules in force that the actor has not confirmed."""
    actor.require(Permission.HANDBOOK_READ)
    return tuple(rule_id for rule_id, _at in _unread(session, actor.id or 0))


def receipts(session: Session, actor: Actor, version: RuleVersion) -> Receipts:
    people = session.exec(select(User.id, User.name).where(col(User.status) == UserStatus.ACTIVE)).all()
    given = select(RuleReceipt.user_id, RuleReceipt.at).where(col(RuleReceipt.rule_version_id) == version.id)
    read = dict(session.exec(given).all())
    names = [name for id_, name in people if id_ not in read]
    may_know = actor.may(Permission.HANDBOOK_SUPERVISE)
    return Receipts(len(people), len(people) - len(names), read.get(actor.id or 0), tuple(names) if may_know else ())


def remind_readers(session: Session) -> int:
    """One task for whoever has rules to read, as long as there is none; how many are new."""
    now, days = clock.now(), rulebook.in_force(session, HandbookPolicy).receipt_days
    made = 0
    for user_id in session.exec(select(User.id).where(col(User.status) == UserStatus.ACTIVE)).all():
        waiting = _unread(session, user_id)
        if not waiting or _has_reading(session, user_id):
            continue
        newest = max(at for _rule, at in waiting)
        made += 1
        tasks.make(
            session, kind=TaskKind.RULES_TO_READ, assignee_id=user_id, due_at=max(now, newest) + timedelta(days=days),
            key=f"{_reading(user_id)}{now:%Y%m%d%H%M%S}", subject=Subject.RULE,
        )  # fmt: skip
    return made


def _unread(session: Session, user_id: int) -> list[tuple[int, datetime]]:
    read = select(RuleReceipt.rule_version_id).where(col(RuleReceipt.user_id) == user_id)
    query = (
        select(Rule.id, RuleVersion.in_force_at)
        .join(RuleVersion, col(RuleVersion.rule_id) == col(Rule.id))
        .where(
            col(Rule.state) == RuleState.IN_FORCE,
            col(RuleVersion.version) == col(Rule.version),
            col(RuleVersion.id).not_in(read),
        )
    )
    return [(rule_id, at) for rule_id, at in session.exec(query) if at is not None]


def _holding(rule_id: int) -> SelectOfScalar[RuleVersion]:
    return select(RuleVersion).where(
        col(RuleVersion.rule_id) == rule_id,
        col(RuleVersion.version) == select(Rule.version).where(col(Rule.id) == rule_id).scalar_subquery(),
    )


def _reading(user_id: int) -> str:
    return f"rules-to-read:{user_id}:"


def _open_reading(user_id: int) -> SelectOfScalar[Task]:
    return select(Task).where(
        col(Task.assignee_id) == user_id,
        col(Task.kind) == TaskKind.RULES_TO_READ.value,
        col(Task.done_at).is_(None),
        col(Task.cancelled_at).is_(None),
    )


def _has_reading(session: Session, user_id: int) -> bool:
    return session.exec(_open_reading(user_id).limit(1)).first() is not None


def _settle_reading(session: Session, user_id: int) -> None:
    for task in session.exec(_open_reading(user_id)).all():
        tasks.settle_one(session, task.key or "", by_id=user_id, outcome="✓")
