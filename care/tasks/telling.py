"""What is told about a task, and to whom: never to the person who just did it."""

from sqlmodel import Session

from care import notices
from care.notices import NoticeKind
from care.tasks.kinds import msgid
from db.models import Subject, Task


def tell_assignee(session: Session, task: Task, *, by_id: int | None) -> None:
    session.flush()
    key = f"task-given:{task.id}:{task.row_version}"
    _tell(session, task, NoticeKind.TASK_GIVEN, task.assignee_id, by_id, key)


def tell_giver(session: Session, task: Task, *, by_id: int | None) -> None:
    _tell(session, task, NoticeKind.TASK_DONE, task.created_by_id, by_id, f"task-done:{task.id}")


def tell_gone(session: Session, task: Task, *, by_id: int | None) -> None:
    for user_id in {task.assignee_id, task.created_by_id}:
        _tell(session, task, NoticeKind.TASK_CANCELLED, user_id, by_id, f"task-gone:{task.id}")


def detail(task: Task) -> dict[str, str]:
    """Only the words of its kind: a person's words may name somebody, and are looked up when they are read."""
    return {"task": msgid(task.kind)}


def _tell(session: Session, task: Task, kind: NoticeKind, user_id: int | None, by_id: int | None, key: str) -> None:
    if user_id is not None and user_id != by_id:
        notices.tell(session, [user_id], kind, key=key, subject=Subject.TASK, subject_id=task.id, detail=detail(task))
