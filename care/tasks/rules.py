"""Tasks that the product's own rules make, settle, drop and remind of: nobody's permission is asked."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import String, cast, exists, literal
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import SYSTEM
from care import notices
from care.notices import NoticeKind, Telling
from care.tasks.kinds import TaskKind
from care.tasks.telling import detail, tell_assignee
from core import clock
from db import dialect
from db.models import Notice, Subject, Task, User, UserStatus

_AT_ONCE = 500


def make(  # noqa: PLR0913 - a task has this many sides, and each rule names the few it needs
    session: Session,
    *,
    kind: TaskKind,
    assignee_id: int | None,
    due_at: datetime,
    subject: Subject | None = None,
    subject_id: int | None = None,
    key: str | None = None,
    title: str = "",
    team_id: int | None = None,
    by_id: int | None = None,
) -> Task:
    """A task that follows from a rule; of the same `key` there is one, however often it is asked for."""
    if team_id is None and assignee_id is not None:
        person = session.get(User, assignee_id)
        team_id = person.team_id if person else None
    now = clock.now()
    key = key or f"once:{secrets.token_hex(8)}"
    row = {
        "key": key, "kind": kind.value, "title": title[:300], "subject": subject, "subject_id": subject_id,
        "assignee_id": assignee_id, "team_id": team_id, "due_at": due_at, "created_by_id": by_id,
        "outcome": "", "created_at": now, "updated_at": now, "row_version": 1,
    }  # fmt: skip
    is_new = dialect.insert_new(session, Task, [row])
    task = session.exec(select(Task).where(col(Task.key) == key)).one()
    if is_new:
        audit.record(session, SYSTEM, "task.made", task, detail={"kind": task.kind, "assignee_id": assignee_id})
        tell_assignee(session, task, by_id=by_id)
    return task


def settle(
    session: Session, subject: Subject, subject_id: int, kinds: Iterable[TaskKind], *, by_id: int | None, outcome: str
) -> int:
    """The deed itself was done elsewhere: the open tasks that asked for it are done. How many that were."""
    found = _open_about(session, subject, subject_id, kinds)
    for task in found:
        task.done_at, task.done_by_id, task.outcome = clock.now(), by_id, outcome.strip()[:1000] or "✓"
    session.flush()
    return len(found)


def drop_open(session: Session, subject: Subject, subject_id: int, kinds: Iterable[TaskKind]) -> int:
    """What they are about is over: the open tasks of these kinds go quietly. How many that were."""
    found = _open_about(session, subject, subject_id, kinds)
    for task in found:
        task.cancelled_at = clock.now()
    session.flush()
    return len(found)


def remind_due(session: Session) -> int:
    """Tell everybody who works here, once, of their tasks whose moment has come; how many were told."""
    told = exists().where(
        col(Notice.user_id) == col(Task.assignee_id),
        col(Notice.key) == literal("task-due:") + cast(col(Task.id), String),
    )
    here = select(User.id).where(col(User.status) == UserStatus.ACTIVE)
    due = select(Task).where(
        col(Task.done_at).is_(None), col(Task.cancelled_at).is_(None),
        col(Task.assignee_id).in_(here), col(Task.due_at) <= clock.now(), ~told,
    )  # fmt: skip
    tellings = [
        Telling(
            (task.assignee_id or 0,), NoticeKind.TASK_DUE, f"task-due:{task.id}", Subject.TASK, task.id, detail(task)
        )
        for task in session.exec(due.order_by(col(Task.due_at)).limit(_AT_ONCE))
    ]
    return notices.tell_many(session, tellings)


def _open_about(session: Session, subject: Subject, subject_id: int, kinds: Iterable[TaskKind]) -> list[Task]:
    about = (col(Task.subject) == subject, col(Task.subject_id) == subject_id, col(Task.kind).in_(list(kinds)))
    still = select(Task).where(*about, col(Task.done_at).is_(None), col(Task.cancelled_at).is_(None))
    return list(session.exec(still.with_for_update()))
