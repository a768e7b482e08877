"""What was found out about one complaint, and what is done about it."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care import rulebook
from care.causes.action_queries import ActionRow, rows_of
from care.causes.finding import cause_of, reach_of
from care.causes.policy import CausePolicy
from core.errors import NotFound
from db.models import CauseCategory, Complaint, CorrectiveAction, EscapeCause, RootCause, User

_MOST = 200


@dataclass(frozen=True)
class CauseView:
    category: CauseCategory
    words: str
    whys: tuple[str, ...]
    escape: EscapeCause | None
    found_at: datetime
    by: str
    version: int


@dataclass(frozen=True)
class Analysis:
    cause: CauseView | None
    actions: tuple[ActionRow, ...]
    may_record: bool
    """The actor may record or revise the cause now."""
    may_plan: bool
    whys_needed: int


def analysis(session: Session, actor: Actor, complaint_id: int) -> Analysis:
    """For the complaint's page; NotFound when the actor may not see the complaint."""
    actor.require(Permission.COMPLAINT_READ)
    visible = and_(col(Complaint.id) == complaint_id, complaints_visible_to(actor))
    found = session.exec(
        select(Complaint.closed_at, reach_of(actor, Permission.COMPLAINT_HANDLE)).where(visible)
    ).first()
    if found is None:
        raise NotFound
    closed_at, handles = found
    return Analysis(
        cause=_cause(session, complaint_id),
        actions=rows_of(session, actor, col(CorrectiveAction.complaint_id) == complaint_id, limit=_MOST),
        may_record=bool(handles) and closed_at is None,
        may_plan=bool(handles),
        whys_needed=rulebook.in_force(session, CausePolicy).whys_needed,
    )


def _cause(session: Session, complaint_id: int) -> CauseView | None:
    row: RootCause | None = cause_of(session, complaint_id)
    if row is None:
        return None
    by = session.get(User, row.by_id) if row.by_id else None
    return CauseView(
        category=row.category,
        words=row.words,
        whys=tuple(json.loads(row.whys)),
        escape=row.escape,
        found_at=row.found_at,
        by=by.name if by else "",
        version=row.row_version,
    )
