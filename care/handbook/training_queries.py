"""Training sessions as they are shown, and how many were taught each rule in force."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, false, or_, true
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care.handbook.finding import in_force
from care.handbook.wording import filled, spoken
from care.learning import taught
from core.i18n import language
from db.models import Rule, RuleVersion, Training, TrainingPlace, TrainingRule, User, UserStatus

_SHOWN = 100


@dataclass(frozen=True)
class PlaceRow:
    user_id: int
    name: str
    was_there: bool
    score: int | None
    is_passed: bool
    may_mark: bool


@dataclass(frozen=True)
class TrainingRow:
    id: int
    title: str
    held_on: date
    trainer: str
    material: str
    pass_score: int
    rules: tuple[str, ...]
    places: tuple[PlaceRow, ...]
    """Those of the people one trains, and one's own."""
    invited: int
    passed: int
    version: int


@dataclass(frozen=True)
class Coverage:
    """Of one rule in force: how many of the people here were taught this very version."""

    code: str
    title: str
    taught: int
    active: int


def trainings(session: Session, actor: Actor) -> tuple[TrainingRow, ...]:
    """The latest first: those to which oneself was invited, or somebody one trains, or which one planned."""
    actor.require(Permission.HANDBOOK_READ)
    theirs = or_(taught_by(actor), col(User.id) == actor.id)
    invited = select(TrainingPlace.training_id).join(User, col(User.id) == col(TrainingPlace.user_id)).where(theirs)
    seen = or_(col(Training.id).in_(invited), col(Training.by_id) == actor.id)
    query = select(Training).order_by(col(Training.held_on).desc(), col(Training.id).desc()).limit(_SHOWN)
    if _reach(actor) is not Scope.ALL:
        query = query.where(seen)
    rows = session.exec(query).all()
    places, rules = _places(session, actor, rows), _taught(session, rows)
    return tuple(_row(actor, row, places.get(row.id, []), rules.get(row.id, [])) for row in rows)


def training_coverage(session: Session, actor: Actor) -> tuple[Coverage, ...]:
    """People here who passed a session on the version in force ÷ people here, rule by rule; of those one trains."""
    actor.require(Permission.HANDBOOK_SUPERVISE)
    theirs = select(User.id).where(col(User.status) == UserStatus.ACTIVE, taught_by(actor))
    people = set(session.exec(theirs).all())
    passed = Counter(version_id for version_id, user_id in taught(session) if user_id in people)
    is_chinese, said = language() == "zh_CN", spoken(session)
    return tuple(
        Coverage(
            rule.code, filled(words.title_zh if is_chinese else words.title_en, said), passed[words.id], len(people)
        )
        for rule, words in in_force(session)
    )


def teachable(session: Session, actor: Actor) -> dict[int, str]:
    """The rules in force that a session can be about, by number and title; nothing is counted for it."""
    actor.require(Permission.HANDBOOK_SUPERVISE)
    is_chinese, said = language() == "zh_CN", spoken(session)
    return {
        rule.id: f"{rule.code} {filled(words.title_zh if is_chinese else words.title_en, said)}"
        for rule, words in in_force(session)
    }


def trainees(session: Session, actor: Actor) -> dict[int, str]:
    """Whom the actor may invite to a session, by name."""
    actor.require(Permission.HANDBOOK_SUPERVISE)
    theirs = select(User.id, User.name).where(col(User.status) == UserStatus.ACTIVE, taught_by(actor))
    return dict(session.exec(theirs.order_by(col(User.name))).all())


def taught_by(actor: Actor) -> ColumnElement[bool]:
    """Which people the actor trains, as a WHERE clause."""
    scope = _reach(actor)
    if scope is Scope.ALL:
        return true()
    return col(User.team_id) == actor.team_id if scope is Scope.TEAM and actor.team_id else false()


def _teaches(actor: Actor, team_id: int | None) -> bool:
    """The same of one person's team."""
    scope = _reach(actor)
    return scope is Scope.ALL or (scope is Scope.TEAM and team_id is not None and team_id == actor.team_id)


def _reach(actor: Actor) -> Scope | None:
    """None: the actor trains nobody."""
    return actor.scope(Permission.HANDBOOK_SUPERVISE) if actor.may(Permission.HANDBOOK_SUPERVISE) else None


class _Place(NamedTuple):
    row: TrainingPlace
    name: str
    is_taught: bool


def _places(session: Session, actor: Actor, rows: Sequence[Training]) -> dict[int, list[_Place]]:
    """Everybody's, to be counted."""
    query = select(TrainingPlace, User.name, User.team_id).join(User, col(User.id) == col(TrainingPlace.user_id))
    wanted = query.where(col(TrainingPlace.training_id).in_([row.id for row in rows]))
    found: dict[int, list[_Place]] = {}
    for place, name, team_id in session.exec(wanted.order_by(col(User.name))):
        found.setdefault(place.training_id, []).append(_Place(place, name, _teaches(actor, team_id)))
    return found


def _taught(session: Session, rows: Sequence[Training]) -> dict[int, list[str]]:
    query = (
        select(TrainingRule.training_id, Rule.code)
        .join(RuleVersion, col(RuleVersion.id) == col(TrainingRule.rule_version_id))
        .join(Rule, col(Rule.id) == col(RuleVersion.rule_id))
        .where(col(TrainingRule.training_id).in_([row.id for row in rows]))
    )
    found: dict[int, list[str]] = {}
    for training_id, code in session.exec(query.order_by(col(Rule.code))):
        found.setdefault(training_id, []).append(code)
    return found


def _row(actor: Actor, row: Training, places: Sequence[_Place], rules: Sequence[str]) -> TrainingRow:
    shown = [
        PlaceRow(
            one.row.user_id, one.name, one.row.was_there, one.row.score, one.row.is_passed,
            one.is_taught and one.row.user_id != actor.id,
        )
        for one in places
        if one.is_taught or one.row.user_id == actor.id
    ]  # fmt: skip
    return TrainingRow(
        row.id, row.title, row.held_on, row.trainer, row.material, row.pass_score, tuple(rules), tuple(shown),
        len(places), sum(one.row.is_passed for one in places), row.row_version,
    )  # fmt: skip
