"""What tasks are about, by name or number, as far as the actor may see it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, true
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to, customers_visible_to
from db.models import Campaign, Complaint, Customer, Rule, Subject, Task

_TABLES: dict[Subject, tuple[Any, Any, Permission]] = {
    Subject.CAMPAIGN: (Campaign, Campaign.name, Permission.SURVEY_READ),
    Subject.COMPLAINT: (Complaint, Complaint.number, Permission.COMPLAINT_READ),
    Subject.CUSTOMER: (Customer, Customer.name, Permission.CUSTOMER_READ),
    Subject.RULE: (Rule, Rule.code, Permission.HANDBOOK_READ),
}
_EVERYBODYS = (Subject.CAMPAIGN, Subject.RULE)
"""That they are there is no secret; whom a campaign asks is told to those who may see them."""


def names(session: Session, actor: Actor, tasks: Sequence[Task]) -> dict[tuple[Subject, int], str]:
    return named(session, actor, [(task.subject, task.subject_id) for task in tasks])


def named(
    session: Session, actor: Actor, wanted: Sequence[tuple[Subject | None, int | None]]
) -> dict[tuple[Subject, int], str]:
    """What is called how, of these: what the actor may not see is not in the answer."""
    actor.require(Permission.TASK_WORK)
    found: dict[tuple[Subject, int], str] = {}
    for subject in _TABLES:
        ids = {id_ for kind, id_ in wanted if kind is subject and id_}
        found |= {(subject, id_): name for id_, name in _seen(session, actor, subject, ids)}
    return found


def is_seen(session: Session, actor: Actor, subject: Subject, subject_id: int) -> bool:
    return bool(_seen(session, actor, subject, {subject_id}))


def numbered(session: Session, actor: Actor, number: str) -> tuple[Subject, int] | None:
    """The complaint or customer of this number, if the actor may see it."""
    for subject, (table, _name, permission) in _TABLES.items():
        if subject not in _EVERYBODYS and actor.may(permission):
            visible = _visible(actor, subject)
            found = session.exec(select(col(table.id)).where(col(table.number) == number, visible)).first()
            if found is not None:
                return subject, found
    return None


def _visible(actor: Actor, subject: Subject) -> ColumnElement[bool]:
    if subject in _EVERYBODYS:
        return true()
    return complaints_visible_to(actor) if subject is Subject.COMPLAINT else customers_visible_to(actor)


def _seen(session: Session, actor: Actor, subject: Subject, ids: set[int]) -> Sequence[tuple[int, str]]:
    if subject not in _TABLES or not ids or not actor.may(_TABLES[subject][2]):
        return []
    table, name, _permission = _TABLES[subject]
    query = select(col(table.id), col(name)).where(col(table.id).in_(ids), _visible(actor, subject))
    if subject is not Subject.COMPLAINT:
        return session.exec(query).all()
    whose = query.add_columns(func.coalesce(col(Customer.name), col(Complaint.reporter_name)))
    joined = whose.outerjoin(Customer, col(Customer.id) == col(Complaint.customer_id))
    return [(id_, " · ".join(filter(None, [number, who]))) for id_, number, who in session.execute(joined)]
