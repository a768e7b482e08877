"""Who is to be told when a complaint is late, and when: complaints.md 5.4. Pure."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

from auth.permissions import Permission
from care import countdown
from care.complaints.targets import ComplaintTargets
from care.countdown import Alarm, Level, Run
from care.worktime import WorkCalendar
from core.i18n import N_
from db.models import ClockKind


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


def alarms(
    run: Run, policy: ComplaintTargets, calendar: WorkCalendar, *, is_unassigned: bool = False
) -> tuple[Alarm[Cause], ...]:
    """Everything this clock will ever have to say, in order of time; nothing while it is paused."""
    if run.paused_since is not None:
        return ()
    found = [*_reminders(run, policy, calendar), *_breaches(run, policy, calendar)]
    # Not every kind of complaint has a clock for accepting it, and the other one stops when somebody calls the customer
    # without taking the complaint: it stands on both, and fires once.
    if is_unassigned and run.kind in (ClockKind.ACK, ClockKind.RESPONSE):
        waited = countdown.moment(run, timedelta(minutes=policy.unassigned_minutes), calendar)
        found.append(Alarm(waited, Cause.UNASSIGNED, Level.MANAGER))
    return tuple(sorted(found))


def _reminders(run: Run, policy: ComplaintTargets, calendar: WorkCalendar) -> Iterator[Alarm[Cause]]:
    """At the share of the target that is used, and shortly before it is due when that is still later."""
    cause = Cause(run.kind.value)
    yield Alarm(countdown.warned_at(run, policy.warn_percent, calendar), cause, Level.HANDLER)
    ahead = timedelta(minutes=policy.remind_minutes)
    if run.target - ahead > run.target * policy.warn_percent / 100:
        yield Alarm(countdown.moment(run, run.target - ahead, calendar), Cause(f"{cause}_soon"), Level.HANDLER)
    if extended := countdown.extended_due_at(run, calendar):
        yield Alarm(extended - ahead, Cause.EXTENDED_SOON, Level.HANDLER)


def _breaches(run: Run, policy: ComplaintTargets, calendar: WorkCalendar) -> Iterator[Alarm[Cause]]:
    """At the due moment in force, and so long after it as the clock counts."""
    steps = ((Level.MANAGER, 0), (Level.DEPARTMENT, policy.l2_after_minutes), (Level.OWNER, policy.l3_after_minutes))
    return countdown.breaches(run, Cause(run.kind.value), steps, calendar)
