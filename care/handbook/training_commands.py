"""Training sessions: which rules are taught, who was there, with what score."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook
from care.handbook.finding import in_force
from care.handbook.policy import HandbookPolicy
from care.handbook.training_queries import taught_by
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.i18n import _
from db.models import Training, TrainingPlace, TrainingRule, User, UserStatus


@dataclass(frozen=True)
class NewTraining:
    title: str
    held_on: date | None
    trainer: str = ""
    material: str = ""
    rule_ids: tuple[int, ...] = ()
    user_ids: tuple[int, ...] = ()
    """Who is invited."""


@dataclass(frozen=True)
class Mark:
    """How it went for one person: there or not, and the score of the test, if one was taken."""

    was_there: bool
    score: int | None = None


def plan_training(session: Session, actor: Actor, *, training: NewTraining) -> Training:
    """A session, also one that was held already; the score it asks for is the policy's of today."""
    actor.require(Permission.HANDBOOK_SUPERVISE)
    problems, held_on = _problems(session, actor, training), training.held_on
    if problems or held_on is None:
        raise Invalid(problems)
    row = Training(
        title=training.title.strip(), held_on=held_on, trainer=training.trainer.strip(),
        material=training.material.strip(), by_id=actor.id,
        pass_score=rulebook.in_force(session, HandbookPolicy).pass_score,
    )  # fmt: skip
    session.add(row)
    session.flush()
    for rule, version in in_force(session):
        if rule.id in training.rule_ids:
            session.add(TrainingRule(training_id=row.id, rule_version_id=version.id))
    here = select(User.id).where(col(User.id).in_(training.user_ids), col(User.status) == UserStatus.ACTIVE)
    for user_id in session.exec(here).all():
        session.add(TrainingPlace(training_id=row.id, user_id=user_id, at=clock.now(), by_id=actor.id))
    audit.record(session, actor, "training.planned", row, count=len(training.user_ids))
    return row


def record_attendance(
    session: Session, actor: Actor, training_id: int, *, marks: Mapping[int, Mark], seen: int
) -> Training:
    """Who was there and with what score, of those the actor teaches; nobody passes a session still to come."""
    actor.require(Permission.HANDBOOK_SUPERVISE)
    row = session.exec(select(Training).where(col(Training.id) == training_id).with_for_update()).first()
    if row is None:
        raise NotFound
    if row.row_version != seen:
        raise Conflict(version=row.row_version, theirs={}, yours={})
    if row.held_on > clock.today():
        raise Invalid({"marks": _("This session is still to be held.")})
    if actor.id in marks:
        raise Invalid({"marks": _("Nobody marks themselves.")})
    if any(mark.score is not None and not 0 <= mark.score <= 100 for mark in marks.values()):
        raise Invalid({"marks": _("A score lies between 0 and 100.")})
    taught = select(User.id).where(taught_by(actor))
    of_session = (col(TrainingPlace.training_id) == row.id, col(TrainingPlace.user_id).in_(taught))
    places = {place.user_id: place for place in session.exec(select(TrainingPlace).where(*of_session))}
    if set(marks) - set(places):
        raise NotAllowed
    for user_id, mark in marks.items():
        _mark(places[user_id], mark, row.pass_score, actor)
    row.updated_at = clock.now()
    flag_modified(row, "updated_at")
    audit.record(session, actor, "training.attended", row, count=len(marks))
    return row


def _problems(session: Session, actor: Actor, training: NewTraining) -> dict[str, str]:
    problems = {}
    if not 0 < len(training.title.strip()) <= 120:
        problems["title"] = _("Please give it a title of at most {n} characters.").format(n=120)
    if training.held_on is None:
        problems["held_on"] = _("Please choose the day.")
    if not training.user_ids:
        problems["user_ids"] = _("Please choose who takes part.")
    reached = session.exec(select(User.id).where(taught_by(actor))).all()
    if set(training.user_ids) - set(reached):
        problems["user_ids"] = _("Please choose people of your own team.")
    return problems


def _mark(place: TrainingPlace, mark: Mark, pass_score: int, actor: Actor) -> None:
    place.was_there, place.score = mark.was_there, mark.score if mark.was_there else None
    place.is_passed = mark.was_there and mark.score is not None and mark.score >= pass_score
    place.at, place.by_id = clock.now(), actor.id
