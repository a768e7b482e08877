"""What people are to do until a moment: tasks, corrective actions, their verification, decisions on improvements."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import and_, false, func, or_, true
from sqlmodel import Session, col, select

from care import rulebook
from care.causes import CausePolicy
from care.handbook.check import Asked, Case, Cases, Check
from care.handbook.number import Number, NumberUnit
from core import clock
from core.i18n import N_
from db.dialect import SecondsBetween
from db.models import CorrectiveAction, Subject, Task, User

_DAY = 24 * 3600
_WHY = N_("It was due {due} and done {done}.")


def _tasks(_session: Session, asked: Asked) -> tuple[Cases]:
    ours = (
        col(Task.assignee_id).is_not(None),
        col(Task.cancelled_at).is_(None),
        or_(col(Task.done_at).is_not(None), col(Task.due_at) < asked.now),
    )
    is_met = and_(col(Task.done_at).is_not(None), col(Task.done_at) <= col(Task.due_at))
    return (
        Cases(
            Task.__table__, ours, col(Task.id), col(Task.id), col(Task.assignee_id), col(Task.team_id),  # type: ignore[attr-defined]
            is_met, col(Task.due_at), col(Task.due_at), col(Task.done_at),
        ),
    )  # fmt: skip


def _actions(session: Session, asked: Asked) -> Sequence[Case]:
    """By the day on which each was due, so day by day."""
    today, tomorrow = clock.local(asked.now).date(), timedelta(days=1)
    owned = select(CorrectiveAction, User.team_id).join(User, col(User.id) == col(CorrectiveAction.owner_id))
    return [
        Case(
            one.id, one.complaint_id, one.owner_id, team, _in_time(one.due_on, one.done_at),
            clock.start_of(one.due_on), clock.start_of(one.due_on + tomorrow), one.done_at,
        )
        for one, team in session.exec(owned)
        if one.done_at is not None or one.due_on < today
    ]  # fmt: skip


def _in_time(due: date, done: datetime | None) -> bool:
    return done is not None and clock.local(done).date() <= due


def _verifications(session: Session, asked: Asked) -> tuple[Cases]:
    """Verified by somebody else than owner and reporter, and soon: of both the second is the one that may fail."""
    days = rulebook.in_force(session, CausePolicy).verify_days
    source = CorrectiveAction.__table__.join(User.__table__, col(User.id) == col(CorrectiveAction.owner_id))  # type: ignore[attr-defined]
    done, verified = col(CorrectiveAction.done_at), col(CorrectiveAction.verified_at)
    other = and_(
        col(CorrectiveAction.verified_by_id) != col(CorrectiveAction.owner_id),
        func.coalesce(col(CorrectiveAction.verified_by_id) != col(CorrectiveAction.done_by_id), true()),
    )
    soon = SecondsBetween(done, verified) <= days * _DAY
    ours = (done.is_not(None), or_(verified.is_not(None), done < asked.now - timedelta(days=days)))
    return (
        Cases(
            source, ours, col(CorrectiveAction.id), col(CorrectiveAction.complaint_id),
            col(CorrectiveAction.owner_id), col(User.team_id),
            and_(verified.is_not(None), func.coalesce(and_(other, soon), false())), done, done, verified,
        ),
    )  # fmt: skip


def _cause(name: str, label: str, path: str, unit: NumberUnit = NumberUnit.DAYS) -> Number:
    return Number(name, label, CausePolicy, (path,), unit)


CHECKS = (
    Check(
        "tasks_in_time",
        N_("Tasks done in time"),
        N_("Every task by the day it was due, called-off ones left out; met when it was done by then."),
        _WHY,
        Subject.TASK,
        _tasks,
    ),
    Check(
        "actions_in_time",
        N_("Corrective actions carried out in time"),
        N_("Every corrective action by the day it was due; met when it was reported done by then."),
        _WHY,
        Subject.COMPLAINT,
        _actions,
        numbers=(
            _cause("cause.recurring_count", N_("So many complaints of one cause propose a change"), "recurring_count",
                   NumberUnit.TIMES),
            _cause("cause.recurring_days", N_("… when they come within"), "recurring_days"),
            _cause("cause.effect_days", N_("An action's effect is counted after"), "effect_days"),
        ),
    ),
    Check(
        "actions_verified",
        N_("Corrective actions verified by somebody else"),
        N_("Every action reported done, by that day; met when a colleague without a part in it verified it in time."),
        N_("Reported done {due}; verified: {done}."),
        Subject.COMPLAINT,
        _verifications,
        numbers=(_cause("cause.verify_days", N_("An action is verified within"), "verify_days"),),
    ),
)  # fmt: skip
