"""Escalation as it happens: every minute by the clocks, at once by what people do. Each level fires once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from auth.actor import SYSTEM, Actor
from care import countdown
from care.complaints import escalation
from care.complaints.escalation import Cause
from care.complaints.runs import fired, policy_of, standstills
from care.complaints.targets import ComplaintTargets
from care.complaints.telling import Fired, announce
from care.countdown import Level
from care.worktime import WorkCalendar, calendar_in_force
from core import clock
from db import dialect, once
from db.models import Clock, Complaint, Escalation, Improvement, ImprovementState

_AT_ONCE = 2000
"""Clocks that one scan goes through; the next one takes the rest."""
_LATELY = timedelta(days=2)


def escalate_due(session: Session) -> int:
    """Whatever the clocks have to say by now; how many levels fired. However often it runs, each fires once."""
    now = clock.now()
    due = _due(session, now)
    if not due:
        return 0
    scan = _Scan(session, [complaint.id for _clock, complaint in due], now)
    reached = [one for ringing, complaint in due for one in scan.reached(ringing, complaint)]
    session.flush()
    ours = record(session, reached)
    announce(session, SYSTEM, ours)
    return len(ours)


def escalate_recurring(session: Session) -> int:
    """The newest complaint of a cause that keeps coming back goes to the owner; how many did."""
    proposed = (
        select(Complaint)
        .join(Improvement, col(Improvement.complaint_id) == col(Complaint.id))
        .where(
            col(Improvement.state) == ImprovementState.PROPOSED,
            col(Improvement.cause).is_not(None),
            col(Improvement.created_at) >= clock.now() - _LATELY,
        )
    )
    newest = session.scalars(proposed).all()
    return sum(escalate_now(session, complaint, Cause.RECURRING, Level.OWNER) for complaint in newest)


def escalate_now(
    session: Session, complaint: Complaint, cause: Cause, level: Level, *, by: Actor = SYSTEM, words: str = ""
) -> bool:
    """Tell the people of this level at once, unless this cycle told them already; imported history is silent."""
    if complaint.is_historical:
        return False
    ours = record(session, [Fired(complaint, cause, level)])
    announce(session, by, ours, words=words)
    return bool(ours)


def record(session: Session, reached: Sequence[Fired]) -> list[Fired]:
    """Those that we wrote down ourselves: of two scans at the same moment only one tells."""
    now = clock.now()
    rows = {(one.complaint.id, one.complaint.cycle, one.cause.value, int(one.level)): one for one in reached}
    columns = ("complaint_id", "cycle", "cause", "level")
    new = [dict(zip(columns, key, strict=True), fired_at=now, note="") for key in rows]
    written = once.written(session, Escalation, new, *(getattr(Escalation, name) for name in columns))
    return [rows[key] for key in sorted(written)]


class _Scan:
    """What all the clocks of one scan are counted with."""

    def __init__(self, session: Session, complaint_ids: Sequence[int], now: datetime) -> None:
        self._session, self._now = session, now
        self._calendar: WorkCalendar = calendar_in_force(session)
        self._counted, self._fired = standstills(session, complaint_ids), fired(session, complaint_ids)
        self._policies: dict[int, ComplaintTargets] = {}

    def reached(self, ringing: Clock, complaint: Complaint) -> list[Fired]:
        """Every level that this clock has come to; it rings next at the following one."""
        planned = escalation.alarms(
            self._counted.run_of(ringing),
            self._policy(complaint),
            self._calendar,
            is_unassigned=complaint.handler_id is None,
        )
        said = self._fired[complaint.id, complaint.cycle]
        due = countdown.due_levels(planned, said, now=self._now)
        said |= {alarm.key for alarm in due}
        ringing.alarm_at = countdown.next_at(planned, said)
        return [Fired(complaint, alarm.cause, alarm.level) for alarm in due]

    def _policy(self, complaint: Complaint) -> ComplaintTargets:
        version = complaint.policy_version
        if version not in self._policies:
            self._policies[version] = policy_of(self._session, complaint)
        return self._policies[version]


def _due(session: Session, now: datetime) -> Sequence[tuple[Clock, Complaint]]:
    """Held, so that of two servers each takes its own; read through the index of what rings next, and nothing else."""
    both: list[Any] = [Clock, Complaint]
    ringing = (
        select(*both)
        .join(Complaint, col(Complaint.id) == col(Clock.complaint_id))
        .where(col(Clock.stopped_at).is_(None), col(Clock.alarm_at).is_not(None), col(Clock.alarm_at) <= now)
        .order_by(col(Clock.alarm_at))
        .limit(_AT_ONCE)
        .with_for_update(of=Clock, skip_locked=True)
    )
    rows = session.execute(dialect.by_index(ringing, Clock, "ix_complaint_clocks_alarm"))
    return [(row[0], row[1]) for row in rows]
