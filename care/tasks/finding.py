"""Finding a task through what the actor may see, and who may do what with it."""

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import tasks_visible_to
from care.tasks.refusals import TaskOver
from core.errors import NotAllowed, NotFound
from db.models import Task, User


def find_open(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, held against anybody else until the transaction ends; refuses one that is over."""
    query = select(Task).where(col(Task.id) == task_id, tasks_visible_to(actor))
    task = session.exec(query.with_for_update().execution_options(populate_existing=True)).first()
    if task is None:
        raise NotFound
    if task.done_at is not None or task.cancelled_at is not None:
        by = session.get(User, task.done_by_id) if task.done_by_id else None
        raise TaskOver(name=by.name if by else "", outcome=task.outcome, cancelled=task.cancelled_at is not None)
    return task


def may_finish(actor: Actor, task: Task) -> bool:
    """Its assignee, or who answers for them; what nobody has may be done by whoever sees it."""
    return task.assignee_id in (None, actor.id) or _answers_for(actor, task)


def may_redirect(actor: Actor, task: Task) -> bool:
    """Hand it on or call it off: who may finish it, and who gave it."""
    return may_finish(actor, task) or task.created_by_id == actor.id


def require(is_allowed: bool) -> None:
    if not is_allowed:
        raise NotAllowed


def _answers_for(actor: Actor, task: Task) -> bool:
    scope = actor.scope(Permission.TASK_WORK)
    return scope is Scope.ALL or (scope is Scope.TEAM and task.team_id is not None and task.team_id == actor.team_id)
