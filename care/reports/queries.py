"""The reports there are, and one of them with what it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis import Period
from care.reports.content import Content, checksum
from care.reports.review import without_cases
from care.reports.rules import without_findings
from core.errors import NotFound
from db.models import ReportSnapshot, User

_LISTED = 200


@dataclass(frozen=True)
class ReportLine:
    id: int
    kind: str
    first_day: date
    last_day: date
    version: int
    language: str
    reason: str
    made_at: datetime
    by: str
    """Empty: by itself."""
    checksum: str
    is_newest: bool


@dataclass(frozen=True)
class Report:
    line: ReportLine
    content: Content
    is_intact: bool
    """Its content is what its checksum was made of."""


def reports(session: Session, actor: Actor) -> tuple[ReportLine, ...]:
    """The latest period first, of each the newest version first."""
    actor.require(Permission.REPORT_READ)
    query = select(ReportSnapshot, User.name).outerjoin(User, col(User.id) == col(ReportSnapshot.by_id))
    order = (col(ReportSnapshot.last_day).desc(), col(ReportSnapshot.kind), col(ReportSnapshot.version).desc())
    seen: set[tuple[str, date]] = set()
    lines = []
    for row, name in session.exec(query.order_by(*order).limit(_LISTED)):
        lines.append(_line(row, name or "", is_newest=(row.kind, row.first_day) not in seen))
        seen.add((row.kind, row.first_day))
    return tuple(lines)


def report(session: Session, actor: Actor, report_id: int | None) -> Report:
    """As it was frozen; what names single cases only for who may see complaints."""
    actor.require(Permission.REPORT_READ)
    row = session.get(ReportSnapshot, report_id) if report_id is not None else None
    if row is None:
        raise NotFound
    by = session.get(User, row.by_id) if row.by_id else None
    content: Content = json.loads(row.content)
    if not actor.may(Permission.COMPLAINT_READ):
        content = without_findings(without_cases(content))
    newest = _newest(session, row.kind, row.first_day)
    line = _line(row, by.name if by else "", is_newest=newest == row.id)
    return Report(line, content, is_intact=checksum(row.content) == row.checksum)


def report_of(session: Session, actor: Actor, *, period: Period) -> Report | None:
    """The newest version of this period; None: it has not been made."""
    actor.require(Permission.REPORT_READ)
    newest = _newest(session, period.kind.value, period.start)
    return None if newest is None else report(session, actor, newest)


def _newest(session: Session, kind: str, first_day: date) -> int | None:
    same = (col(ReportSnapshot.kind) == kind, col(ReportSnapshot.first_day) == first_day)
    query = select(ReportSnapshot.id).where(*same).order_by(col(ReportSnapshot.version).desc())
    return session.exec(query.limit(1)).first()


def _line(row: ReportSnapshot, by: str, *, is_newest: bool) -> ReportLine:
    return ReportLine(
        id=row.id, kind=row.kind, first_day=row.first_day, last_day=row.last_day, version=row.version,
        language=row.language, reason=row.reason, made_at=row.made_at, by=by, checksum=row.checksum,
        is_newest=is_newest,
    )  # fmt: skip
