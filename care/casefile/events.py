"""Events of a complaint: written once, never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from core import clock
from db.models import Complaint, ComplaintEvent, ComplaintEventKind, ComplaintState, User


@dataclass(frozen=True)
class Entry:
    """One event as it is shown."""

    id: int
    at: datetime
    by: str
    """Empty: the system, or the customer."""
    cycle: int
    kind: ComplaintEventKind
    before: ComplaintState | None
    after: ComplaintState | None
    words: str
    detail: Mapping[str, Any]


def note(
    session: Session,
    by: Actor | None,
    complaint: Complaint,
    kind: ComplaintEventKind,
    *,
    before: ComplaintState | None = None,
    words: str = "",
    detail: Mapping[str, Any] | None = None,
) -> ComplaintEvent:
    """Write down what happened just now; `after` is where the complaint is. By nobody: the customer, or the system."""
    event = ComplaintEvent(
        complaint_id=complaint.id,
        cycle=complaint.cycle,
        at=clock.now(),
        by_id=by.id if by else None,
        kind=kind,
        before=before,
        after=complaint.state if before else None,
        words=words,
        detail=json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, default=str),
    )
    session.add(event)
    session.flush()
    return event


def entries_of(session: Session, complaint_id: int, *, limit: int = 500) -> tuple[Entry, ...]:
    """The newest first. Whoever asks has found the complaint through what the actor may see."""
    rows = session.exec(
        select(ComplaintEvent, User.name)
        .outerjoin(User, col(User.id) == col(ComplaintEvent.by_id))
        .where(col(ComplaintEvent.complaint_id) == complaint_id)
        .order_by(col(ComplaintEvent.at).desc(), col(ComplaintEvent.id).desc())
        .limit(limit)
    )
    return tuple(_entry(event, name) for event, name in rows)


def _entry(event: ComplaintEvent, name: str | None) -> Entry:
    return Entry(
        id=event.id,
        at=event.at,
        by=event.author or name or "",
        cycle=event.cycle,
        kind=event.kind,
        before=event.before,
        after=event.after,
        words=event.words,
        detail=json.loads(event.detail),
    )
