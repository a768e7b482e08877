"""Tasks as lists: one's own, those one gave, the team's, those about one thing, and what presses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import tasks_visible_to
from care.tasks.finding import may_finish, may_redirect
from care.tasks.kinds import NOBODY_ELSES, elsewhere, words
from care.tasks.subjects import is_seen, names
from core import clock
from core.errors import NotFound
from db.models import Subject, Task, User, UserStatus

PAGE = 25
PRESSING = 20
_AHEAD = timedelta(days=7)
_By: Any = aliased(User)
_DoneBy: Any = aliased(User)


@dataclass(frozen=True)
class Colleague:
    id: int
    name: str


@dataclass(frozen=True)
class TaskRow:
    id: int
    kind: str
    title: str
    """In words: a person's own, or those of its kind."""
    subject: Subject | None
    subject_id: int | None
    about: str
    """The name or number of the subject; empty when the actor may not see it."""
    assignee_id: int | None
    assignee: str
    by: str
    """Empty: a rule made it."""
    due_at: datetime
    is_overdue: bool
    done_at: datetime | None
    cancelled_at: datetime | None
    done_by: str
    outcome: str
    may_finish: bool
    may_redirect: bool
    elsewhere: str
    """Where it is done, if it is not done here."""

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None


@dataclass(frozen=True)
class TaskPage:
    rows: tuple[TaskRow, ...]
    total: int
    overdue: int


def mine(session: Session, actor: Actor, *, done: bool = False, page: int = 1) -> TaskPage:
    """The actor's own, and those in the actor's reach that are nobody's."""
    nobodys = and_(col(Task.assignee_id).is_(None), col(Task.team_id) == actor.team_id)
    return _page(session, actor, or_(col(Task.assignee_id) == actor.id, nobodys), done=done, page=page)


def given(session: Session, actor: Actor, *, done: bool = False, page: int = 1) -> TaskPage:
    """Those the actor gave to others."""
    others = or_(col(Task.assignee_id) != actor.id, col(Task.assignee_id).is_(None))
    return _page(session, actor, and_(col(Task.created_by_id) == actor.id, others), done=done, page=page)


def team(session: Session, actor: Actor, *, done: bool = False, page: int = 1) -> TaskPage:
    """Everybody's, as far as the actor's reach goes."""
    return _page(session, actor, tasks_visible_to(actor), done=done, page=page)


def task(session: Session, actor: Actor, task_id: int) -> TaskRow:
    """One of them, open or over."""
    actor.require(Permission.TASK_WORK)
    found = _rows(session, actor, _select(and_(col(Task.id) == task_id, tasks_visible_to(actor))))
    if not found:
        raise NotFound
    return found[0]


def about(session: Session, actor: Actor, subject: Subject, subject_id: int) -> tuple[TaskRow, ...]:
    """What is to be done, and was, about one thing: whoever sees the thing sees all of it. Open ones first."""
    actor.require(Permission.TASK_WORK)
    which = and_(col(Task.subject) == subject, col(Task.subject_id) == subject_id)
    if not is_seen(session, actor, subject, subject_id):
        which = and_(which, tasks_visible_to(actor))
    open_first = case((_is_open(), 0), else_=1)
    return _rows(session, actor, _select(which).order_by(open_first, col(Task.due_at), col(Task.id)).limit(100))


def pressing(session: Session, actor: Actor) -> tuple[TaskRow, ...]:
    """The actor's own that are overdue or due within a week, the first due first; bounded."""
    actor.require(Permission.TASK_WORK)
    which = and_(col(Task.assignee_id) == actor.id, _is_open(), col(Task.due_at) < clock.now() + _AHEAD)
    return _rows(session, actor, _select(which).order_by(col(Task.due_at), col(Task.id)).limit(PRESSING))


def people(session: Session, actor: Actor) -> tuple[Colleague, ...]:
    """To whom a task can be given: whoever works here."""
    actor.require(Permission.TASK_WORK)
    active = select(col(User.id), col(User.name)).where(col(User.status) == UserStatus.ACTIVE)
    return tuple(Colleague(id_, name) for id_, name in session.exec(active.order_by(col(User.name)).limit(500)))


def _page(session: Session, actor: Actor, which: ColumnElement[bool], *, done: bool, page: int) -> TaskPage:
    actor.require(Permission.TASK_WORK)
    chosen = and_(which, tasks_visible_to(actor), _is_over() if done else _is_open())
    order = (col(Task.updated_at).desc(), col(Task.id).desc()) if done else (col(Task.due_at), col(Task.id))
    some = _select(chosen).order_by(*order).limit(PAGE).offset((max(page, 1) - 1) * PAGE)
    total = session.exec(select(func.count()).select_from(Task).where(chosen)).one()
    late = and_(chosen, _is_open(), col(Task.due_at) < clock.now())
    overdue = 0 if done else session.exec(select(func.count()).select_from(Task).where(late)).one()
    return TaskPage(_rows(session, actor, some), total, overdue)


def _is_open() -> ColumnElement[bool]:
    return and_(col(Task.done_at).is_(None), col(Task.cancelled_at).is_(None))


def _is_over() -> ColumnElement[bool]:
    return or_(col(Task.done_at).is_not(None), col(Task.cancelled_at).is_not(None))


def _select(which: ColumnElement[bool]) -> Any:
    people: Any = (col(User.name), _By.name, _DoneBy.name)
    return (
        select(Task, *people)
        .outerjoin(User, col(User.id) == col(Task.assignee_id))
        .outerjoin(_By, _By.id == col(Task.created_by_id))
        .outerjoin(_DoneBy, _DoneBy.id == col(Task.done_by_id))
        .where(which)
    )


def _rows(session: Session, actor: Actor, query: Any) -> tuple[TaskRow, ...]:
    found = session.exec(query).all()
    named = names(session, actor, [task for task, *_people in found])
    now = clock.now()
    return tuple(_row(actor, record, named, now) for record in found)


def _row(actor: Actor, record: Iterable[Any], named: dict[tuple[Subject, int], str], now: datetime) -> TaskRow:
    task, assignee, by, done_by = record
    is_open = task.done_at is None and task.cancelled_at is None
    return TaskRow(
        id=task.id, kind=task.kind, title=words(task.kind, task.title), subject=task.subject,
        subject_id=task.subject_id, about=named.get((task.subject, task.subject_id), ""),
        assignee_id=task.assignee_id, assignee=assignee or "", by=by or "", due_at=task.due_at,
        is_overdue=is_open and task.due_at < now, done_at=task.done_at, cancelled_at=task.cancelled_at,
        done_by=done_by or "", outcome=task.outcome,
        may_finish=is_open and may_finish(actor, task) and not elsewhere(task.kind),
        may_redirect=is_open and may_redirect(actor, task) and task.kind not in NOBODY_ELSES,
        elsewhere=elsewhere(task.kind) if is_open else "",
    )  # fmt: skip
