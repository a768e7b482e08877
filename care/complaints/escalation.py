"""Who is to be told when a complaint is late, and when: complaints.md 5.4. Pure."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple

from auth.permissions import Permission
from care.complaints import sla
from care.complaints.sla import Run
from care.complaints.targets import ComplaintTargets
from care.worktime import WorkCalendar
from core.i18n import N_
from db.models import ClockKind


class Level(IntEnum):
    HANDLER = 0
    MANAGER = 1
    DEPARTMENT = 2
    OWNER = 3


class Cause(StrEnum):
    """What it is about. The first three are the clocks; `soon` is one more reminder shortly before the due moment."""

    ACK = "ack"
    RESPONSE = "response"
    RESOLVE = "resolve"
    ACK_SOON = "ack_soon"
    RESPONSE_SOON = "response_soon"
    RESOLVE_SOON = "resolve_soon"
    EXTENDED_SOON = "extended_soon"
    UNASSIGNED = "unassigned"
    PAUSED = "paused"
    REOPENED = "reopened"
    REFUSED = "refused"
    CRITICAL = "critical"
    RECURRING = "recurring"
    CUSTOMER = "customer"


REASONS = {
    Cause.ACK: N_("it was not accepted in time"),
    Cause.RESPONSE: N_("the customer was not answered in time"),
    Cause.RESOLVE: N_("it was not resolved in time"),
    Cause.UNASSIGNED: N_("nobody is in charge of it"),
    Cause.PAUSED: N_("it has been waiting for the customer too long"),
    Cause.REOPENED: N_("it was reopened again"),
    Cause.REFUSED: N_("the customer declined what we proposed again"),
    Cause.CRITICAL: N_("it became critical"),
    Cause.RECURRING: N_("the same cause keeps coming back"),
    Cause.CUSTOMER: N_("the customer asked for somebody above"),
}
AWAITED = {
    ClockKind.ACK: N_("to be accepted"),
    ClockKind.RESPONSE: N_("first response"),
    ClockKind.RESOLVE: N_("resolution"),
}
ANSWERED_BY = {
    Level.HANDLER: Permission.COMPLAINT_HANDLE,
    Level.MANAGER: Permission.COMPLAINT_APPROVE,
    Level.DEPARTMENT: Permission.COMPLAINT_APPROVE,
    Level.OWNER: Permission.COMPLAINT_APPROVE_CRITICAL,
}
"""Who acknowledges a level: the owner's is nobody else's."""
CLOCK_OF = {
    Cause.ACK: ClockKind.ACK,
    Cause.ACK_SOON: ClockKind.ACK,
    Cause.RESPONSE: ClockKind.RESPONSE,
    Cause.RESPONSE_SOON: ClockKind.RESPONSE,
    Cause.RESOLVE: ClockKind.RESOLVE,
    Cause.RESOLVE_SOON: ClockKind.RESOLVE,
    Cause.EXTENDED_SOON: ClockKind.RESOLVE,
}


class Alarm(NamedTuple):
    at: datetime
    cause: Cause
    level: Level

    @property
    def key(self) -> tuple[str, int]:
        return self.cause.value, int(self.level)


def alarms(
    run: Run, policy: ComplaintTargets, calendar: WorkCalendar, *, is_unassigned: bool = False
) -> tuple[Alarm, ...]:
    """Everything this clock will ever have to say, in order of time; nothing while it is paused."""
    if run.paused_since is not None:
        return ()
    found = [*_reminders(run, policy, calendar), *_breaches(run, policy, calendar)]
    # Not every kind of complaint has a clock for accepting it, and the other one stops when somebody calls the customer
    # without taking the complaint: it stands on both, and fires once.
    if is_unassigned and run.kind in (ClockKind.ACK, ClockKind.RESPONSE):
        waited = sla.moment(run, timedelta(minutes=policy.unassigned_minutes), calendar)
        found.append(Alarm(waited, Cause.UNASSIGNED, Level.MANAGER))
    return tuple(sorted(found))


def due_levels(planned: Iterable[Alarm], fired: Collection[tuple[str, int]], *, now: datetime) -> tuple[Alarm, ...]:
    """What should have been said by now and was not; `fired` holds the keys of what was."""
    return tuple(alarm for alarm in planned if alarm.at <= now and alarm.key not in fired)


def next_at(planned: Iterable[Alarm], fired: Collection[tuple[str, int]]) -> datetime | None:
    """The next moment at which there is something to say: in the past when it is overdue itself."""
    return min((alarm.at for alarm in planned if alarm.key not in fired), default=None)


def _reminders(run: Run, policy: ComplaintTargets, calendar: WorkCalendar) -> Iterator[Alarm]:
    """At the share of the target that is used, and shortly before it is due when that is still later."""
    cause = Cause(run.kind.value)
    warned = sla.moment(run, run.target * policy.warn_percent / 100, calendar)
    yield Alarm(warned, cause, Level.HANDLER)
    ahead = timedelta(minutes=policy.remind_minutes)
    if run.target - ahead > run.target * policy.warn_percent / 100:
        yield Alarm(sla.moment(run, run.target - ahead, calendar), Cause(f"{cause}_soon"), Level.HANDLER)
    if extended := sla.extended_due_at(run, calendar):
        yield Alarm(extended - ahead, Cause.EXTENDED_SOON, Level.HANDLER)


def _breaches(run: Run, policy: ComplaintTargets, calendar: WorkCalendar) -> Iterator[Alarm]:
    """At the due moment in force, and so long after it as the clock counts."""
    due = sla.extended_due_at(run, calendar) or sla.moment(run, run.target, calendar)
    for level, minutes in (
        (Level.MANAGER, 0),
        (Level.DEPARTMENT, policy.l2_after_minutes),
        (Level.OWNER, policy.l3_after_minutes),
    ):
        at = calendar.after(due, timedelta(minutes=minutes), mode=run.mode, pauses=run.pauses)
        yield Alarm(at, Cause(run.kind.value), level)
