"""One task, called by the key that its rule gave it: for rules that make several tasks about the same thing."""

from datetime import datetime

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import SYSTEM
from care.tasks.telling import tell_assignee
from core import clock
from db.models import Task, User


def settle_one(session: Session, key: str, *, by_id: int | None, outcome: str) -> bool:
    """The deed itself was done elsewhere: the task that asked for it is done, if it is still open."""
    task = _open(session, key)
    if task is not None:
        task.done_at, task.done_by_id, task.outcome = clock.now(), by_id, outcome.strip()[:1000] or "✓"
        session.flush()
    return task is not None


def drop_one(session: Session, key: str) -> bool:
    """It is no longer to be done: the task goes quietly, if it is still open."""
    task = _open(session, key)
    if task is not None:
        task.cancelled_at = clock.now()
        session.flush()
    return task is not None


def ask_again(session: Session, task: Task, *, assignee_id: int | None, due_at: datetime) -> None:
    """It is over, and is to be done nevertheless: by whoever it falls to by now."""
    if task.done_at is None and task.cancelled_at is None:
        return
    person = session.get(User, assignee_id) if assignee_id else None
    task.done_at = task.cancelled_at = task.done_by_id = None
    task.assignee_id, task.team_id = assignee_id, person.team_id if person else None
    task.due_at, task.outcome = due_at, ""
    audit.record(session, SYSTEM, "task.made", task)
    tell_assignee(session, task, by_id=None)


def _open(session: Session, key: str) -> Task | None:
    still = select(Task).where(col(Task.key) == key, col(Task.done_at).is_(None), col(Task.cancelled_at).is_(None))
    return session.exec(still.with_for_update()).first()
