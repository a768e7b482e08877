"""The bell's number, its newest lines, and the whole list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from auth.actor import Actor
from auth.permissions import Permission
from care.notices.wordings import Tone, sentence, wording
from db import dialect
from db.models import Complaint, Notice, Subject, Task

PAGE = 30
NEWEST = 8
COUNTED = 99
"""The bell counts no further."""


@dataclass(frozen=True)
class NoticeRow:
    id: int
    sentence: str
    about: str
    """The number of the complaint that a task is about; the sentences of the others have theirs in them."""
    icon: str
    tone: Tone
    subject: Subject | None
    subject_id: int | None
    at: datetime
    is_read: bool


@dataclass(frozen=True)
class Inbox:
    rows: tuple[NoticeRow, ...]
    total: int
    unread: int


def unread(session: Session, actor: Actor) -> int:
    """How many the actor has not opened; one more than COUNTED stands for all above it."""
    actor.require(Permission.TASK_WORK)
    found: int = session.execute(_unread(), {"whose": actor.id}).scalar_one()
    return found


def newest(session: Session, actor: Actor) -> tuple[NoticeRow, ...]:
    """The last few, for the bell."""
    actor.require(Permission.TASK_WORK)
    return _rows(session, actor, limit=NEWEST, offset=0)


def inbox(session: Session, actor: Actor, *, page: int = 1) -> Inbox:
    """Everything the actor was told, the newest first, one page of it."""
    actor.require(Permission.TASK_WORK)
    total = session.exec(select(func.count()).select_from(Notice).where(col(Notice.user_id) == actor.id)).one()
    rows = _rows(session, actor, limit=PAGE, offset=(max(page, 1) - 1) * PAGE)
    return Inbox(rows, total, unread(session, actor))


def _rows(session: Session, actor: Actor, *, limit: int, offset: int) -> tuple[NoticeRow, ...]:
    theirs = select(Notice).where(col(Notice.user_id) == actor.id)
    last = session.exec(theirs.order_by(col(Notice.at).desc(), col(Notice.id).desc()).limit(limit).offset(offset)).all()
    told = _tasks(session, last)
    return tuple(_row(notice, told) for notice in last)


def _tasks(session: Session, told: Sequence[Notice]) -> dict[int, tuple[str, str]]:
    """A task's own words are looked up, not stored with the notice: they may name a person. Its complaint's number."""
    asked = {notice.subject_id for notice in told if notice.subject is Subject.TASK}
    if not asked:
        return {}
    of = (col(Task.subject) == Subject.COMPLAINT) & (col(Complaint.id) == col(Task.subject_id))
    found = select(col(Task.id), col(Task.title), col(Complaint.number)).outerjoin(Complaint, of)
    return {id_: (title, number or "") for id_, title, number in session.exec(found.where(col(Task.id).in_(asked)))}


def _row(notice: Notice, told: dict[int, tuple[str, str]]) -> NoticeRow:
    detail: dict[str, Any] = json.loads(notice.detail)
    title, number = told.get(notice.subject_id or 0, ("", "")) if notice.subject is Subject.TASK else ("", "")
    if title:
        detail["task"] = title
    look = wording(notice.kind)
    return NoticeRow(
        id=notice.id,
        sentence=sentence(notice.kind, detail),
        about=number,
        icon=look.icon,
        tone=look.tone,
        subject=notice.subject,
        subject_id=notice.subject_id,
        at=notice.at,
        is_read=notice.read_at is not None,
    )


@cache
def _unread() -> Any:
    """Put together once: every run of every screen asks this."""
    theirs = select(col(Notice.id)).where(col(Notice.user_id) == bindparam("whose"), col(Notice.read_at).is_(None))
    # Without the hint SQLite may walk all that somebody was ever told.
    some = dialect.by_index(theirs.limit(COUNTED + 1), Notice, "ix_notices_unread").subquery()
    return select(func.count()).select_from(some)
