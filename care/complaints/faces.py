"""The clocks of many complaints as they stand at one moment, in three questions to the database."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from care import rulebook
from care.complaints import sla
from care.complaints.runs import standstills
from care.complaints.sla import ClockFace, Standing
from care.complaints.targets import ComplaintTargets
from care.worktime import calendar_in_force
from db import bulk
from db.models import Clock, ClockKind, ClockVerdict, Complaint

_ORDER = {kind: place for place, kind in enumerate(ClockKind)}
_ENDS = {
    ClockVerdict.MET: Standing.MET,
    ClockVerdict.MISSED: Standing.MISSED,
    ClockVerdict.EXCLUDED: Standing.EXCLUDED,
}


def faces(session: Session, complaint_ids: Collection[int], now: datetime) -> dict[int, tuple[ClockFace, ...]]:
    """Of their present cycle, in the order of the steps; a complaint without a clock, such as history, is left out."""
    if not complaint_ids:
        return {}
    counted, calendar, warnings = standstills(session, complaint_ids), calendar_in_force(session), _Warnings(session)
    found: dict[int, list[ClockFace]] = defaultdict(list)
    # Columns, not rows of the ORM: a board asks for nine hundred clocks.
    for row in session.connection().execute(_present(complaint_ids)):
        if row.stopped_at is not None:
            face = _ended(row)
        else:
            run = counted.run((row.complaint_id, row.cycle), row.kind, row.started_at, row.target_minutes, row.mode)
            face = sla.face(run, now, calendar, warn_percent=warnings.of(row.policy_version))
        found[row.complaint_id].append(face)
    return {id_: tuple(sorted(some, key=lambda face: _ORDER[face.kind])) for id_, some in found.items()}


def _present(complaint_ids: Collection[int]) -> Any:
    columns: list[Any] = [
        Clock.complaint_id, Clock.cycle, Clock.kind, Clock.started_at, Clock.target_minutes, Clock.mode, Clock.due_at,
        Clock.extended_due_at, Clock.stopped_at, Clock.verdict, Clock.extended_verdict, Clock.net_minutes,
        Complaint.policy_version,
    ]  # fmt: skip
    return (
        select(*columns)
        .join(Complaint, (col(Complaint.id) == col(Clock.complaint_id)) & (col(Complaint.cycle) == col(Clock.cycle)))
        .where(text(bulk.one_of("complaint_clocks.complaint_id", complaint_ids)))
    )


def _ended(row: Any) -> ClockFace:
    """By the extended verdict: with an extension that is what was promised last."""
    spent = row.stopped_at - row.started_at if row.net_minutes is None else timedelta(minutes=row.net_minutes)
    return ClockFace(
        kind=row.kind,
        standing=_ENDS[row.extended_verdict or row.verdict],
        target=timedelta(minutes=row.target_minutes),
        used=spent,
        left=None,
        due_at=row.due_at,
        extended_due_at=row.extended_due_at,
        stopped_at=row.stopped_at,
        verdict=row.verdict,
        is_running_now=False,
    )


class _Warnings:
    """From which share of its target a clock is at risk, under the version of each complaint."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, int] = {}

    def of(self, version: int) -> int:
        if version not in self._known:
            self._known[version] = rulebook.at_version(self._session, ComplaintTargets, version).warn_percent
        return self._known[version]
