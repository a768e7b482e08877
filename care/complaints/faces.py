"""The clocks of many complaints as they stand at one moment, in three questions to the database."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlmodel import Session, col, select

from care import countdown, rulebook
from care.complaints.runs import standstills
from care.complaints.targets import ComplaintTargets
from care.countdown import ClockFace, Standing
from care.worktime import calendar_in_force
from db import bulk
from db.models import Clock, ClockKind, ClockVerdict, Complaint

_ORDER = {kind: place for place, kind in enumerate(ClockKind)}
_ENDS = {
    ClockVerdict.MET: Standing.MET,
    ClockVerdict.MISSED: Standing.MISSED,
    ClockVerdict.EXCLUDED: Standing.EXCLUDED,
}


class _End(NamedTuple):
    stopped_at: datetime
    due_at: datetime | None
    extended_due_at: datetime | None
    verdict: ClockVerdict
    extended_verdict: ClockVerdict | None
    net_minutes: int | None


def faces(session: Session, complaint_ids: Collection[int], now: datetime) -> dict[int, tuple[ClockFace, ...]]:
    """Of their present cycle, in the order of the steps; a complaint without a clock, such as history, is left out."""
    if not complaint_ids:
        return {}
    counted, calendar, warnings = standstills(session, complaint_ids), calendar_in_force(session), _Warnings(session)
    found: dict[int, list[ClockFace]] = defaultdict(list)
    # Columns, not rows of the ORM, and unpacked rather than named: a board asks for nine hundred clocks.
    for id_, cycle, kind, started_at, minutes, mode, version, *end in session.connection().execute(
        _present(complaint_ids)
    ):
        if end[0] is None:
            run = counted.run((id_, cycle), kind, started_at, minutes, mode)
            face = countdown.face(run, now, calendar, warn_percent=warnings.of(version))
        else:
            face = _ended(kind, started_at, minutes, _End(*end))
        found[id_].append(face)
    return {id_: tuple(sorted(some, key=_place)) for id_, some in found.items()}


def _present(complaint_ids: Collection[int]) -> Any:
    columns: list[Any] = [
        Clock.complaint_id, Clock.cycle, Clock.kind, Clock.started_at, Clock.target_minutes, Clock.mode,
        Complaint.policy_version, Clock.stopped_at, Clock.due_at, Clock.extended_due_at, Clock.verdict,
        Clock.extended_verdict, Clock.net_minutes,
    ]  # fmt: skip
    return (
        select(*columns)
        .join(Complaint, (col(Complaint.id) == col(Clock.complaint_id)) & (col(Complaint.cycle) == col(Clock.cycle)))
        .where(text(bulk.one_of("complaint_clocks.complaint_id", complaint_ids)))
    )


def _place(face: ClockFace) -> int:
    return _ORDER[face.kind]


def _ended(kind: ClockKind, started_at: datetime, minutes: int, end: _End) -> ClockFace:
    """By the extended verdict: with an extension that is what was promised last."""
    return ClockFace(
        kind=kind,
        standing=_ENDS[end.extended_verdict or end.verdict],
        target=timedelta(minutes=minutes),
        used=end.stopped_at - started_at if end.net_minutes is None else timedelta(minutes=end.net_minutes),
        left=None,
        due_at=end.due_at,
        extended_due_at=end.extended_due_at,
        stopped_at=end.stopped_at,
        verdict=end.verdict,
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
