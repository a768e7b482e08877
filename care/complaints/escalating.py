"""Escalation as it happens: every minute by the clocks, at once by what people do. Each level fires once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from auth.actor import SYSTEM, Actor
from care.complaints import escalation
from care.complaints.escalation import Cause, Level
from care.complaints.runs import fired, policy_of, standstills
from care.complaints.targets import ComplaintTargets
from care.complaints.telling import Fired, announce
from care.worktime import WorkCalendar, calendar_in_force
from core import clock
from db import dialect
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
    found = [one for ringing, complaint in due for one in scan.fire(ringing, complaint)]
    session.flush()
    announce(session, SYSTEM, found)
    return len(found)


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
    if complaint.is_historical or not record(session, complaint, cause, level):
        return False
    announce(session, by, [Fired(complaint, cause, level)], words=words)
    return True


def record(session: Session, complaint: Complaint, cause: Cause, level: Level) -> bool:
    """Whether it was us who wrote it down: of two scans at the same moment only one tells."""
    row = {
        "complaint_id": complaint.id,
        "cycle": complaint.cycle,
        "cause": cause.value,
        "level": int(level),
        "fired_at": clock.now(),
        "note": "",
    }
    return dialect.insert_new(session, Escalation, [row]) == 1


class _Scan:
    """What all the clocks of one scan are counted with."""

    def __init__(self, session: Session, complaint_ids: Sequence[int], now: datetime) -> None:
        self._session, self._now = session, now
        self._calendar: WorkCalendar = calendar_in_force(session)
        self._counted, self._fired = standstills(session, complaint_ids), fired(session, complaint_ids)
        self._policies: dict[int, ComplaintTargets] = {}

    def fire(self, ringing: Clock, complaint: Complaint) -> list[Fired]:
        """Every level that has been reached, and the moment of the next one."""
        planned = escalation.alarms(
            self._counted.run_of(ringing),
            self._policy(complaint),
            self._calendar,
            is_unassigned=complaint.handler_id is None,
        )
        said = self._fired[complaint.id, complaint.cycle]
        reached = escalation.due_levels(planned, said, now=self._now)
        said |= {alarm.key for alarm in reached}
        ringing.alarm_at = escalation.next_at(planned, said)
        ours = [alarm for alarm in reached if record(self._session, complaint, alarm.cause, alarm.level)]
        return [Fired(complaint, alarm.cause, alarm.level) for alarm in ours]

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
