"""What tasks are about, by name or number, as far as the actor may see it."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to, customers_visible_to
from db.models import Complaint, Customer, Subject, Task

_TABLES: dict[Subject, tuple[Any, Any, Permission]] = {
    Subject.COMPLAINT: (Complaint, Complaint.number, Permission.COMPLAINT_READ),
    Subject.CUSTOMER: (Customer, Customer.name, Permission.CUSTOMER_READ),
}


def names(session: Session, actor: Actor, tasks: Sequence[Task]) -> dict[tuple[Subject, int], str]:
    found: dict[tuple[Subject, int], str] = {}
    for subject in _TABLES:
        wanted = {task.subject_id for task in tasks if task.subject is subject and task.subject_id}
        found |= {(subject, id_): name for id_, name in _seen(session, actor, subject, wanted)}
    return found


def is_seen(session: Session, actor: Actor, subject: Subject, subject_id: int) -> bool:
    return bool(_seen(session, actor, subject, {subject_id}))


def _seen(session: Session, actor: Actor, subject: Subject, ids: set[int]) -> Sequence[tuple[int, str]]:
    if subject not in _TABLES or not ids or not actor.may(_TABLES[subject][2]):
        return []
    table, name, _permission = _TABLES[subject]
    visible = complaints_visible_to(actor) if subject is Subject.COMPLAINT else customers_visible_to(actor)
    return session.exec(select(col(table.id), col(name)).where(col(table.id).in_(ids), visible)).all()
