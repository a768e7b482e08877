"""What people do with tasks: give, finish, hand on, call off."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.tasks.finding import find_open, may_finish, may_redirect, require
from care.tasks.kinds import NOBODY_ELSES, TaskKind, elsewhere
from care.tasks.refusals import DoneElsewhere
from care.tasks.subjects import is_seen, numbered
from care.tasks.telling import tell_assignee, tell_giver, tell_gone
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import Improvement, Subject, Task, User, UserStatus

LONGEST_TITLE, LONGEST_OUTCOME = 300, 1000


@dataclass(frozen=True)
class NewTask:
    title: str
    assignee_id: int
    due_at: datetime
    about: str = ""
    """The number of a complaint or a customer, where `subject` does not say it."""
    subject: Subject | None = None
    subject_id: int | None = None
    kind: TaskKind = TaskKind.OTHER


def give(session: Session, actor: Actor, *, task: NewTask) -> Task:
    """Ask a colleague, or oneself, to do something: a colleague may then read the complaint that it is about.

    An auditor reads every complaint, and opens none to others.
    """
    actor.require(Permission.TASK_WORK)
    person = _colleague(session, task.assignee_id)
    subject = _subject(session, actor, task)
    problems = _problems(task, person, subject)
    if problems or person is None:
        raise Invalid(problems)
    if subject and subject[0] is Subject.COMPLAINT and person.id != actor.id:
        actor.require(Permission.COMPLAINT_OPEN)
    row = Task(
        kind=task.kind, title=task.title.strip(), assignee_id=person.id, team_id=person.team_id,
        due_at=task.due_at, created_by_id=actor.id,
    )  # fmt: skip
    row.subject, row.subject_id = subject or (None, None)
    session.add(row)
    session.flush()
    audit.record(session, actor, "task.given", row, detail={"kind": row.kind, "assignee_id": person.id})
    tell_assignee(session, row, by_id=actor.id)
    return row


def finish(session: Session, actor: Actor, task_id: int, *, outcome: str) -> Task:
    """Done, with a word on what came of it. Who comes second is told who was first."""
    actor.require(Permission.TASK_WORK)
    task = find_open(session, actor, task_id)
    require(may_finish(actor, task))
    _refuse_elsewhere(task)
    said = _said("outcome", outcome, _("Please say in a word what came of it."))
    task.done_at, task.done_by_id, task.outcome = clock.now(), actor.id, said
    audit.record(session, actor, "task.done", task, detail={"outcome": "*"})
    tell_giver(session, task, by_id=actor.id)
    return task


def cancel(session: Session, actor: Actor, task_id: int, *, reason: str) -> Task:
    """Call it off, and say why."""
    actor.require(Permission.TASK_WORK)
    task = find_open(session, actor, task_id)
    require(may_redirect(actor, task))
    _refuse_elsewhere(task)
    task.outcome = _said("reason", reason, _("Please say why this is no longer to be done."))
    task.cancelled_at, task.done_by_id = clock.now(), actor.id
    audit.record(session, actor, "task.cancelled", task, detail={"outcome": "*"})
    tell_gone(session, task, by_id=actor.id)
    return task


def hand_on(session: Session, actor: Actor, task_id: int, *, to: int) -> Task:
    """Let a colleague do it instead, until the same moment."""
    actor.require(Permission.TASK_WORK)
    task = find_open(session, actor, task_id)
    require(may_redirect(actor, task))
    if task.kind in NOBODY_ELSES:
        raise DoneElsewhere(task.kind)
    person = _colleague(session, to)
    if person is None or person.id == task.assignee_id:
        raise Invalid({"assignee": _("Please choose another colleague who works here.")})
    task.assignee_id, task.team_id = person.id, person.team_id
    audit.record(session, actor, "task.handed_on", task)
    _move_owner(session, actor, task)
    tell_assignee(session, task, by_id=actor.id)
    return task


def _refuse_elsewhere(task: Task) -> None:
    if elsewhere(task.kind):
        raise DoneElsewhere(task.kind)


def _move_owner(session: Session, actor: Actor, task: Task) -> None:
    """Whoever has the task of an improvement carries it out, and reports it."""
    its = select(Improvement).where(col(Improvement.id) == (task.subject_id or 0)).with_for_update()
    if task.kind == TaskKind.IMPROVEMENT and (row := session.exec(its).first()) is not None:
        row.owner_id = task.assignee_id
        audit.record(session, actor, "improvement.planned", row)


def _subject(session: Session, actor: Actor, task: NewTask) -> tuple[Subject, int] | None:
    if task.subject is not None and task.subject_id is not None:
        seen = is_seen(session, actor, task.subject, task.subject_id)
        return (task.subject, task.subject_id) if seen else None
    return numbered(session, actor, task.about.strip().upper()) if task.about.strip() else None


def _problems(task: NewTask, person: User | None, subject: tuple[Subject, int] | None) -> dict[str, str]:
    problems = {}
    if not 0 < len(task.title.strip()) <= LONGEST_TITLE:
        problems["title"] = _("Please say in a sentence what is to be done.")
    if task.due_at <= clock.now():
        problems["due_at"] = _("Please choose a moment that is still to come.")
    if person is None:
        problems["assignee"] = _("Please choose a colleague who works here.")
    if subject is None and (task.about.strip() or task.subject is not None):
        problems["about"] = _("There is no complaint and no customer with this number, or you may not see it.")
    return problems


def _colleague(session: Session, user_id: int) -> User | None:
    active = select(User).where(col(User.id) == user_id, col(User.status) == UserStatus.ACTIVE)
    return session.exec(active).first()


def _said(field: str, words: str, problem: str) -> str:
    if not words.strip():
        raise Invalid({field: problem})
    if len(words.strip()) > LONGEST_OUTCOME:
        raise Invalid({field: _("Please keep this below {n} characters.").format(n=LONGEST_OUTCOME)})
    return words.strip()
