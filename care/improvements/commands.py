"""From an idea to its effect: proposed, taken up, carried out by somebody until a day, counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_hex
from typing import Any

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import SYSTEM, Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care import causes, kpis, notices, rulebook, tasks
from care.causes import CausePolicy
from care.improvements.measures import is_known, measures, read
from care.improvements.origins import ORIGINS
from care.kpis import Unit
from care.notices import NoticeKind
from care.tasks import TaskKind
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from core.i18n import _
from db.models import (
    Breach,
    Complaint,
    Improvement,
    ImprovementOrigin,
    ImprovementState,
    Inspection,
    RuleReview,
    Subject,
    User,
    UserStatus,
)

_MOST = 1000
_FROM: dict[ImprovementOrigin, Any] = {
    ImprovementOrigin.BREACH: Breach,
    ImprovementOrigin.REVIEW: RuleReview,
    ImprovementOrigin.INSPECTION: Inspection,
}


class WrongTurn(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This improvement is at another step by now. Look at it again."))


@dataclass(frozen=True)
class Idea:
    proposal: str
    origin: ImprovementOrigin = ImprovementOrigin.IDEA
    origin_id: int | None = None
    """Of the breach, the review, the inspection, or the suggestion (a complaint's id)."""


def propose(session: Session, actor: Actor, *, idea: Idea) -> Improvement:
    """Anybody may; the owner and the own manager are told and decide."""
    actor.require(Permission.TASK_WORK)
    if not 0 < len(idea.proposal.strip()) <= _MOST:
        raise Invalid({"proposal": _("Please say in a sentence what should be better.")})
    _check_origin(session, actor, idea)
    is_suggestion = idea.origin is ImprovementOrigin.SUGGESTION
    row = Improvement(
        key=f"{idea.origin.value}:{idea.origin_id or ''}:{token_hex(6)}", proposal=idea.proposal.strip(),
        complaint_id=idea.origin_id if is_suggestion else None, origin=idea.origin, origin_id=idea.origin_id,
        team_id=actor.team_id, proposed_by_id=actor.id,
    )  # fmt: skip
    session.add(row)
    audit.record(session, actor, "improvement.proposed", row, detail={"origin": idea.origin.value})
    people = [
        *notices.who_may(session, Permission.IMPROVEMENT_DECIDE),
        *(notices.who_may(session, Permission.IMPROVEMENT_DECIDE, team_id=actor.team_id) if actor.team_id else ()),
    ]
    notices.tell(
        session, {id_ for id_ in people if id_ != actor.id}, NoticeKind.IMPROVEMENT_PROPOSED,
        key=f"improvement:{row.id}", subject=Subject.IMPROVEMENT, subject_id=row.id,
        detail={"cause": ORIGINS[idea.origin]},
    )  # fmt: skip
    return row


def plan(
    session: Session, actor: Actor, improvement_id: int, *, owner_id: int, due_on: date, measure: str, seen: int
) -> Improvement:
    """Who carries it out until when, and which number is to move: that number is read off now."""
    actor.require(Permission.IMPROVEMENT_DECIDE)
    row = _held(session, improvement_id, seen)
    if not causes.may_decide_improvement(session, actor, row):
        raise NotFound
    if row.state is not ImprovementState.ACCEPTED:
        raise WrongTurn
    _check_plan(session, owner_id, due_on, measure)
    row.owner_id, row.due_on, row.measure, row.state = owner_id, due_on, measure, ImprovementState.DOING
    if measure:
        reading = read(session, measure, days=rulebook.in_force(session, CausePolicy).effect_days)
        row.before, row.before_n = reading.value, reading.n
    audit.record(session, actor, "improvement.planned", row)
    tasks.make(
        session, kind=TaskKind.IMPROVEMENT, assignee_id=owner_id, due_at=clock.start_of(due_on + timedelta(days=1)),
        key=_task(row), subject=Subject.IMPROVEMENT, subject_id=row.id, by_id=actor.id,
    )  # fmt: skip
    return row


def report_improved(session: Session, actor: Actor, improvement_id: int, *, words: str, seen: int) -> Improvement:
    """By whoever carries it out, or whoever may decide on it; its effect is counted later."""
    actor.require(Permission.TASK_WORK)
    row = _held(session, improvement_id, seen)
    if row.owner_id != actor.id and not causes.may_decide_improvement(session, actor, row):
        raise NotFound
    if row.state is not ImprovementState.DOING:
        raise WrongTurn
    if not 0 < len(words.strip()) <= _MOST:
        raise Invalid({"words": _("Please say in a sentence what was done.")})
    days = rulebook.in_force(session, CausePolicy).effect_days
    row.state, row.done_at, row.done_words = ImprovementState.DONE, clock.now(), words.strip()
    row.effect_due_on = clock.today() + timedelta(days=days) if row.measure else None
    audit.record(session, actor, "improvement.done", row)
    tasks.settle_one(session, _task(row), by_id=actor.id, outcome=words)
    return row


def count_effects(session: Session) -> int:
    """The number each names, once its day has come; how many."""
    days = rulebook.in_force(session, CausePolicy).effect_days
    due = select(Improvement).where(
        col(Improvement.state) == ImprovementState.DONE, col(Improvement.effect_due_on) <= clock.today()
    )
    rows = [row for row in session.exec(due.with_for_update()).all() if is_known(row.measure)]
    for row in rows:
        reading = read(session, row.measure, days=days)
        row.after, row.after_n, row.state = reading.value, reading.n, ImprovementState.MEASURED
        session.flush()
        _tell_effect(session, row)
    return len(rows)


def _tell_effect(session: Session, row: Improvement) -> None:
    people = {id_ for id_ in (row.owner_id, row.decided_by_id, row.proposed_by_id) if id_}
    one = measures(kpis.definitions(session, SYSTEM))[row.measure]
    before, after = (_short(one.told(value), one.unit) for value in (row.before, row.after))
    detail = {"before": before, "after": after}
    notices.tell(
        session, people, NoticeKind.IMPROVEMENT_MEASURED, key=f"improvement-effect:{row.id}",
        subject=Subject.IMPROVEMENT, subject_id=row.id, detail=detail,
    )  # fmt: skip


def _short(value: float | None, unit: Unit) -> str:
    """The same in every language, as a notice keeps it."""
    if value is None:
        return "—"
    match unit:
        case Unit.SHARE:
            return f"{value:.1%}"
        case Unit.MINUTES:
            return f"{value / 60:.1f} h"
    return f"{value:.2f}"


def _held(session: Session, improvement_id: int, seen: int) -> Improvement:
    row = session.exec(select(Improvement).where(col(Improvement.id) == improvement_id).with_for_update()).first()
    if row is None:
        raise NotFound
    if row.row_version != seen:
        raise Conflict(version=row.row_version, theirs={"state": row.state.value}, yours={})
    return row


def _check_origin(session: Session, actor: Actor, idea: Idea) -> None:
    if idea.origin is ImprovementOrigin.CAUSE:
        raise NotAllowed  # a rule proposes those
    if idea.origin is ImprovementOrigin.SUGGESTION:
        actor.require(Permission.COMPLAINT_READ)
        there = select(Complaint.id).where(col(Complaint.id) == (idea.origin_id or 0), complaints_visible_to(actor))
        if session.exec(there).first() is None:
            raise NotFound
    elif idea.origin in _FROM and session.get(_FROM[idea.origin], idea.origin_id or 0) is None:
        raise NotFound


def _check_plan(session: Session, owner_id: int, due_on: date, measure: str) -> None:
    problems = {}
    active = select(User.id).where(col(User.id) == owner_id, col(User.status) == UserStatus.ACTIVE)
    if session.exec(active).first() is None:
        problems["owner_id"] = _("Please choose a colleague who works here.")
    if due_on < clock.today():
        problems["due_on"] = _("Please choose a day that is still to come.")
    if measure and not is_known(measure):
        problems["measure"] = _("Please choose a number of the list.")
    if problems:
        raise Invalid(problems)


def _task(row: Improvement) -> str:
    return f"improvement:{row.id}"
