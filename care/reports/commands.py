"""Making a report: by a person, or by itself when a month or quarter is over."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, func, select

from auth import audit
from auth.actor import SYSTEM, Actor
from auth.permissions import Permission
from care.kpis import Kind, Kpi, Period, month_of, quarter_of
from care.reports.content import Content, canonical, checksum, content_of
from care.reports.naming import short_name
from care.reports.telling import tell
from core import clock
from core.errors import Invalid, Refusal
from core.i18n import DEFAULT_LANGUAGE, _, language
from db import dialect
from db.models import ReportSnapshot

_LONGEST = 300
_KINDS = (Kind.MONTH, Kind.QUARTER)


class NotOver(Refusal):
    """What is frozen must be whole."""

    def __init__(self) -> None:
        super().__init__(_("This period is not over yet. Its report can be made from the day after its last one."))


class MadeMeanwhile(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Somebody has just made this report. Look at theirs first."))


def make(session: Session, actor: Actor, *, period: Period, reason: str = "") -> ReportSnapshot:
    """Freeze the numbers of a month or quarter that is over. Made again it is a new version, which says why."""
    actor.require(Permission.REPORT_MAKE)
    if period.kind not in _KINDS:
        raise Invalid({"period": _("A report is of a month or of a quarter.")})
    if period.end > clock.today():
        raise NotOver
    newest, reason = _newest_version(session, period), " ".join(reason.split())
    if newest and not 0 < len(reason) <= _LONGEST:
        raise Invalid({"reason": _("Please say why it is made again, in at most 300 characters.")})
    content, said = content_of(session, period), reason if newest else ""
    row = _freeze(session, actor, period, content, version=newest + 1, reason=said, spoken=language())
    if row is None:
        raise MadeMeanwhile
    return row


def make_due(session: Session) -> int:
    """The reports of the last month and of the last quarter, once each, whoever runs this; how many were made."""
    today = clock.today()
    month, quarter = month_of(today).previous(today), quarter_of(today).previous(today)
    ended = [month_of(month.start), quarter_of(quarter.start)]
    return sum(_make_by_itself(session, period) for period in ended)


def _make_by_itself(session: Session, period: Period) -> bool:
    if _newest_version(session, period):
        return False
    content = content_of(session, period)
    if not (content["kpis"][Kpi.CUSTOMERS]["value"] or content["complaints"]["received"]):
        return False  # the firm had not begun with us
    row = _freeze(session, SYSTEM, period, content, version=1, reason="", spoken=DEFAULT_LANGUAGE)
    if row is None:
        return False
    tell(session, row)
    return True


def _freeze(
    session: Session, actor: Actor, period: Period, content: Content, *, version: int, reason: str, spoken: str
) -> ReportSnapshot | None:
    """None: somebody else was quicker, and theirs stands."""
    text = canonical(content)
    values: dict[str, Any] = {
        "kind": period.kind.value, "first_day": period.start, "last_day": period.last_day, "version": version,
        "language": spoken, "reason": reason, "made_at": clock.now(), "by_id": actor.id,
        "content": text, "checksum": checksum(text),
    }  # fmt: skip
    if not dialect.insert_new(session, ReportSnapshot, [values]):
        return None
    same = (col(ReportSnapshot.kind) == period.kind.value, col(ReportSnapshot.first_day) == period.start)
    row = session.exec(select(ReportSnapshot).where(*same, col(ReportSnapshot.version) == version)).one()
    detail = {"period": short_name(row.kind, row.first_day), "version": version, "sha256": row.checksum}
    audit.record(session, actor, "report.made", detail=detail | ({"reason": reason} if reason else {}))
    return row


def _newest_version(session: Session, period: Period) -> int:
    """0: it has not been made."""
    same = (col(ReportSnapshot.kind) == period.kind.value, col(ReportSnapshot.first_day) == period.start)
    return session.exec(select(func.max(ReportSnapshot.version)).where(*same)).one() or 0
