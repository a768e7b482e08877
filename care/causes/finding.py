"""Complaints and actions are found through what the actor may see, and held until the transaction ends."""

from typing import Any

from sqlalchemy import case, literal, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.causes.lifecycle import Hand
from core.errors import Conflict, NotFound
from db.models import Complaint, CorrectiveAction, RootCause


def complaint_for(session: Session, actor: Actor, complaint_id: int, permission: Permission) -> Complaint:
    reached = complaints_visible_to(actor, permission)
    query = select(Complaint).where(col(Complaint.id) == complaint_id, reached)
    complaint = session.exec(query.with_for_update()).first()
    if complaint is None:
        raise NotFound
    return complaint


def action_for(
    session: Session, actor: Actor, action_id: int, *, seen_version: int
) -> tuple[CorrectiveAction, Complaint]:
    """The action as the actor saw it; Conflict when it has moved on since."""
    reached = or_(col(CorrectiveAction.owner_id) == (actor.id or 0), complaints_visible_to(actor))
    query = select(CorrectiveAction, Complaint).join(Complaint, col(Complaint.id) == CorrectiveAction.complaint_id)
    found = session.exec(query.where(col(CorrectiveAction.id) == action_id, reached).with_for_update()).first()
    if found is None:
        raise NotFound
    action, complaint = found
    check_version(action, seen_version, {"state": action.state.value})
    return action, complaint


def check_version(row: CorrectiveAction | RootCause, seen: int, theirs: dict[str, object]) -> None:
    if row.row_version != seen:
        raise Conflict(version=row.row_version, theirs=theirs, yours={})


def cause_of(session: Session, complaint_id: int) -> RootCause | None:
    return session.exec(select(RootCause).where(col(RootCause.complaint_id) == complaint_id)).first()


def hand_of(session: Session, actor: Actor, action: CorrectiveAction) -> Hand:
    """What the actor has to do with this action."""
    return Hand(
        is_owner=actor.id is not None and action.owner_id == actor.id,
        has_reported=actor.id is not None and action.done_by_id == actor.id,
        handles=_reaches(session, actor, action.complaint_id, Permission.COMPLAINT_HANDLE),
        decides=_reaches(session, actor, action.complaint_id, Permission.COMPLAINT_APPROVE),
    )


def _reaches(session: Session, actor: Actor, complaint_id: int, permission: Permission) -> bool:
    if not actor.may(permission):
        return False
    reached = complaints_visible_to(actor, permission)
    return session.exec(select(col(Complaint.id)).where(col(Complaint.id) == complaint_id, reached)).first() is not None


def reach_of(actor: Actor, permission: Permission) -> Any:
    """Per row, whether the permission reaches it."""
    return case((complaints_visible_to(actor, permission), 1), else_=0) if actor.may(permission) else literal(0)
