"""The clock of a lead: from when they came to us to the first time somebody spoke with them. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from care import countdown
from care.countdown import Alarm, ClockFace, Level, Run, Standing
from care.leads.policy import LeadPolicy
from care.worktime import WorkCalendar
from db.models import ClockKind, ClockMode, ClockVerdict

_ENDS = {
    ClockVerdict.MET: Standing.MET,
    ClockVerdict.MISSED: Standing.MISSED,
    ClockVerdict.EXCLUDED: Standing.EXCLUDED,
}


class LeadCause(StrEnum):
    RESPONSE = "response"
    UNASSIGNED = "unassigned"


class Timed(NamedTuple):
    """What of a lead its clock is counted from."""

    received_at: datetime
    target_minutes: int
    mode: ClockMode
    due_at: datetime | None
    first_contact_at: datetime | None
    ended_at: datetime | None
    verdict: ClockVerdict | None


def run_of(timed: Timed) -> Run:
    """The first response of a lead is a clock like that of a complaint; it never pauses and is never put off."""
    return Run(ClockKind.RESPONSE, timed.received_at, timedelta(minutes=timed.target_minutes), timed.mode)


def alarms(
    run: Run, policy: LeadPolicy, calendar: WorkCalendar, *, is_unassigned: bool
) -> tuple[Alarm[LeadCause], ...]:
    """Everything this clock will have to say until somebody speaks with them, in order of time."""
    warned = countdown.warned_at(run, policy.warn_percent, calendar)
    steps = ((Level.MANAGER, 0), (Level.OWNER, policy.owner_after_hours * 60))
    found = [
        Alarm(warned, LeadCause.RESPONSE, Level.HANDLER),
        *countdown.breaches(run, LeadCause.RESPONSE, steps, calendar),
    ]
    if is_unassigned:
        waited = countdown.moment(run, timedelta(minutes=policy.unassigned_minutes), calendar)
        found.append(Alarm(waited, LeadCause.UNASSIGNED, Level.MANAGER))
    return tuple(sorted(found))


def face_of(timed: Timed, now: datetime, calendar: WorkCalendar, *, warn_percent: int) -> ClockFace | None:
    """As it is shown; None: imported history, or one that ended before anything was decided."""
    if timed.due_at is None:
        return None
    run = run_of(timed)
    if timed.verdict is None:
        return countdown.face(run, now, calendar, warn_percent=warn_percent)
    stopped_at = timed.first_contact_at or timed.ended_at or now
    return ClockFace(
        kind=ClockKind.RESPONSE,
        standing=_ENDS[timed.verdict],
        target=run.target,
        used=countdown.used(run, stopped_at, calendar),
        left=None,
        due_at=timed.due_at,
        extended_due_at=None,
        stopped_at=stopped_at,
        verdict=timed.verdict,
        is_running_now=False,
    )


def verdict_at(run: Run, at: datetime, calendar: WorkCalendar) -> ClockVerdict:
    """What is done at the due moment itself is done in time."""
    return countdown.verdicts(run, at, calendar).original
