"""Training sessions as they are shown, and how many were taught each rule in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from auth.actor import Actor
from auth.permissions import Permission
from care.handbook.finding import in_force
from care.handbook.wording import filled, spoken
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
    """Everybody's for those who train, else one's own."""
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
    """The latest first; who does not train sees those they were invited to."""
    actor.require(Permission.HANDBOOK_READ)
    query = select(Training).order_by(col(Training.held_on).desc(), col(Training.id).desc()).limit(_SHOWN)
    if not actor.may(Permission.HANDBOOK_SUPERVISE):
        mine = select(TrainingPlace.training_id).where(col(TrainingPlace.user_id) == (actor.id or 0))
        query = query.where(col(Training.id).in_(mine))
    rows = session.exec(query).all()
    places, taught = _places(session, rows), _taught(session, rows)
    return tuple(_row(actor, row, places.get(row.id, []), taught.get(row.id, [])) for row in rows)


def training_coverage(session: Session, actor: Actor) -> tuple[Coverage, ...]:
    """People here who passed a session on the version in force ÷ people here, rule by rule."""
    actor.require(Permission.HANDBOOK_SUPERVISE)
    active = session.exec(select(func.count()).where(col(User.status) == UserStatus.ACTIVE)).one()
    query = (
        select(TrainingRule.rule_version_id, func.count(col(TrainingPlace.user_id).distinct()))
        .join(TrainingPlace, col(TrainingPlace.training_id) == col(TrainingRule.training_id))
        .join(User, col(User.id) == col(TrainingPlace.user_id))
        .where(col(TrainingPlace.is_passed), col(User.status) == UserStatus.ACTIVE)
        .group_by(col(TrainingRule.rule_version_id))
    )
    taught = dict(session.exec(query).all())
    is_chinese, said = language() == "zh_CN", spoken(session)
    return tuple(
        Coverage(
            rule.code, filled(words.title_zh if is_chinese else words.title_en, said), taught.get(words.id, 0), active
        )
        for rule, words in in_force(session)
    )


def _places(session: Session, rows: Sequence[Training]) -> dict[int, list[tuple[TrainingPlace, str]]]:
    query = select(TrainingPlace, User.name).join(User, col(User.id) == col(TrainingPlace.user_id))
    wanted = query.where(col(TrainingPlace.training_id).in_([row.id for row in rows]))
    found: dict[int, list[tuple[TrainingPlace, str]]] = {}
    for place, name in session.exec(wanted.order_by(col(User.name))):
        found.setdefault(place.training_id, []).append((place, name))
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


def _row(actor: Actor, row: Training, places: Sequence[tuple[TrainingPlace, str]], rules: Sequence[str]) -> TrainingRow:
    sees_all = actor.may(Permission.HANDBOOK_SUPERVISE)
    shown = [
        PlaceRow(place.user_id, name, place.was_there, place.score, place.is_passed)
        for place, name in places
        if sees_all or place.user_id == actor.id
    ]
    return TrainingRow(
        row.id, row.title, row.held_on, row.trainer, row.material, row.pass_score, tuple(rules), tuple(shown),
        len(places), sum(place.is_passed for place, _name in places), row.row_version,
    )  # fmt: skip
