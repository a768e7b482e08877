"""What the log screen shows: entries by person, deed, subject and day, and whether the chain is whole."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from core import clock
from db.models import AuditEntry, User

PAGE = 50


@dataclass(frozen=True)
class LogRow:
    id: int
    at: datetime
    by: str
    """Empty: the product itself, or nobody signed in."""
    action: str
    subject: str
    subject_id: int | None
    count: int
    detail: dict[str, Any]


@dataclass(frozen=True)
class LogPage:
    rows: list[LogRow]
    total: int


@dataclass(frozen=True)
class LogChoices:
    """What the filters offer: only what occurs."""

    people: dict[int, str]
    actions: list[str]
    subjects: list[str]


@dataclass(frozen=True)
class Verdict:
    entries: int
    first_broken: int | None


def entries(
    session: Session,
    actor: Actor,
    *,
    by: int | None = None,
    action: str = "",
    subject: str = "",
    between: tuple[date, date] | None = None,
    page: int = 1,
) -> LogPage:
    """The newest first, one page of them."""
    actor.require(Permission.AUDIT_READ)
    chosen = _chosen(by, action, subject, between)
    rows = session.exec(
        select(AuditEntry, User.name)
        .outerjoin(User, col(User.id) == col(AuditEntry.actor_id))
        .where(*chosen)
        .order_by(col(AuditEntry.id).desc())
        .limit(PAGE)
        .offset((max(page, 1) - 1) * PAGE)
    )
    found = [
        LogRow(e.id, e.at, name or "", e.action, e.subject, e.subject_id, e.count, json.loads(e.detail))
        for e, name in rows
    ]
    return LogPage(found, session.exec(select(func.count()).select_from(AuditEntry).where(*chosen)).one())


def choices(session: Session, actor: Actor) -> LogChoices:
    actor.require(Permission.AUDIT_READ)
    people = session.exec(select(User.id, User.name).order_by(col(User.name))).all()
    actions = session.exec(select(AuditEntry.action).distinct()).all()
    subjects = session.exec(select(AuditEntry.subject).distinct().where(col(AuditEntry.subject) != "")).all()
    return LogChoices(dict(people), sorted(actions), sorted(subjects))


def verdict(session: Session, actor: Actor) -> Verdict:
    """Walk the whole chain with the key that is outside the database."""
    actor.require(Permission.AUDIT_READ)
    total = session.exec(select(func.count()).select_from(AuditEntry)).one()
    return Verdict(total, audit.first_broken(session))


def _chosen(by: int | None, action: str, subject: str, between: tuple[date, date] | None) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if by is not None:
        chosen.append(col(AuditEntry.actor_id) == by)
    if action:
        chosen.append(col(AuditEntry.action) == action)
    if subject:
        chosen.append(col(AuditEntry.subject) == subject)
    if between:
        first, last = between
        chosen.append(col(AuditEntry.at) >= clock.start_of(first))
        chosen.append(col(AuditEntry.at) < clock.start_of(last + timedelta(days=1)))
    return chosen
