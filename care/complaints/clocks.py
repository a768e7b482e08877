"""Starting, stopping and pausing a complaint's clocks. Whoever calls has found the complaint and holds it.

A clock's own row says what was decided; everything else is counted from the rows each time, so that a pause, an
extension or another received_at moves what is due and never a verdict.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from care import countdown, rulebook
from care.complaints import escalation
from care.complaints.faces import faces as faces
from care.complaints.runs import fired, open_pause, policy_of, running, standstills
from care.complaints.targets import ComplaintTargets, Promise
from care.worktime import calendar_in_force
from db.models import Clock, ClockKind, ClockVerdict, Complaint, Customer, Pause, Tier

_MINUTE = timedelta(minutes=1)


def start(session: Session, complaint: Complaint) -> None:
    """Put the complaint under the policy in force and start its clocks at received_at. Imported history has none."""
    if complaint.is_historical:
        return
    complaint.policy_version = rulebook.version_in_force(session, ComplaintTargets)
    promise = _promise(session, complaint)
    for kind in ClockKind:
        _begin(session, complaint, kind, promise, at=complaint.received_at)
    recount(session, complaint)


def stop(session: Session, complaint: Complaint, kind: ClockKind, *, at: datetime) -> None:
    """Decide this clock, once; its handler is whoever handles the complaint by then. No such clock: nothing to do."""
    _decide(session, complaint, [clock for clock in running(session, complaint) if clock.kind is kind], at)


def finish(session: Session, complaint: Complaint, *, at: datetime) -> None:
    """Decide every clock that still runs: the complaint is over."""
    _decide(session, complaint, running(session, complaint), at)


def pause(
    session: Session, complaint: Complaint, *, asked: str, interaction_id: int | None, chase_on: date, at: datetime
) -> Pause:
    """The resolution stands still from `at`, never from before the end of an earlier pause."""
    _end_pause(session, complaint, at)
    ends = select(Pause.ended_at).where(col(Pause.complaint_id) == complaint.id)
    waiting = Pause(
        complaint_id=complaint.id,
        cycle=complaint.cycle,
        started_at=max([at, *(end for end in session.exec(ends) if end)]),
        asked=asked,
        interaction_id=interaction_id,
        chase_on=chase_on,
    )
    session.add(waiting)
    recount(session, complaint)
    return waiting


def resume(session: Session, complaint: Complaint, *, at: datetime) -> None:
    """The resolution goes on, and is due later by what the pause took."""
    if _end_pause(session, complaint, at):
        recount(session, complaint)


def retarget(session: Session, complaint: Complaint) -> None:
    """Severity, kind, customer or received_at changed: what still runs is measured anew, under the same policy."""
    if complaint.is_historical:
        return
    promise, found = _promise(session, complaint), {clock.kind: clock for clock in running(session, complaint)}
    for kind in ClockKind:
        target, clock = promise.of(kind), found.get(kind)
        if clock is None:
            if complaint.cycle == 1 and not _is_past(session, complaint, kind):
                _begin(session, complaint, kind, promise, at=complaint.received_at)
        elif target is None:
            session.delete(clock)  # nothing is promised any more, and nothing was decided
        else:
            clock.target_minutes, clock.mode = target // _MINUTE, promise.mode
            if complaint.cycle == 1:
                clock.started_at = complaint.received_at
    recount(session, complaint)


def new_cycle(session: Session, complaint: Complaint, *, at: datetime) -> None:
    """The complaint was reopened and its cycle raised: it has to be resolved again, counted from `at`."""
    if complaint.is_historical:
        return
    _begin(session, complaint, ClockKind.RESOLVE, _promise(session, complaint), at=at)
    recount(session, complaint)


def exclude(session: Session, complaint: Complaint, *, at: datetime) -> None:
    """A duplicate, or withdrawn: what still runs counts in no time statistics. What was decided stays decided."""
    _end_pause(session, complaint, at)
    for clock in running(session, complaint):
        _halt(clock, complaint, at)
        clock.verdict = clock.extended_verdict = ClockVerdict.EXCLUDED
    session.flush()


def recount(session: Session, complaint: Complaint) -> None:
    """What is due when, and when somebody is told next, of every clock that runs."""
    session.flush()
    clocks = running(session, complaint)
    if not clocks:
        return
    counted, told = standstills(session, [complaint.id]), fired(session, [complaint.id])
    calendar, policy = calendar_in_force(session), policy_of(session, complaint)
    for clock in clocks:
        run = counted.run_of(clock)
        clock.due_at, clock.extended_due_at = countdown.due_at(run, calendar), countdown.extended_due_at(run, calendar)
        planned = escalation.alarms(run, policy, calendar, is_unassigned=complaint.handler_id is None)
        clock.alarm_at = countdown.next_at(planned, told[complaint.id, complaint.cycle])
    session.flush()


def _promise(session: Session, complaint: Complaint) -> Promise:
    tier = session.exec(select(Customer.tier).where(col(Customer.id) == complaint.customer_id)).first()
    policy = policy_of(session, complaint)
    return policy.promised(complaint.kind, complaint.severity, None if tier is None else Tier(tier))


def _begin(session: Session, complaint: Complaint, kind: ClockKind, promise: Promise, *, at: datetime) -> None:
    target = promise.of(kind)
    if target is None:
        return
    clock = Clock(
        complaint_id=complaint.id,
        cycle=complaint.cycle,
        kind=kind,
        started_at=at,
        target_minutes=target // _MINUTE,
        mode=promise.mode,
    )
    session.add(clock)


def _is_past(session: Session, complaint: Complaint, kind: ClockKind) -> bool:
    """Whether the step this clock would measure has been taken."""
    reached = {
        ClockKind.ACK: complaint.accepted_at,
        ClockKind.RESPONSE: complaint.responded_at,
        ClockKind.RESOLVE: complaint.closed_at,
    }[kind]
    decided = select(col(Clock.id)).where(
        col(Clock.complaint_id) == complaint.id, col(Clock.cycle) == complaint.cycle, col(Clock.kind) == kind
    )
    return reached is not None or session.exec(decided).first() is not None


def _decide(session: Session, complaint: Complaint, clocks: Sequence[Clock], at: datetime) -> None:
    if any(clock.kind is ClockKind.RESOLVE for clock in clocks):
        _end_pause(session, complaint, at)
    counted, calendar = standstills(session, [complaint.id]), calendar_in_force(session)
    for clock in clocks:
        run = counted.run_of(clock)
        clock.due_at, clock.extended_due_at = countdown.due_at(run, calendar), countdown.extended_due_at(run, calendar)
        clock.verdict, clock.extended_verdict, clock.net_minutes = countdown.verdicts(run, at, calendar)
        _halt(clock, complaint, at)
    session.flush()


def _halt(clock: Clock, complaint: Complaint, at: datetime) -> None:
    clock.stopped_at, clock.alarm_at, clock.handler_id = at, None, complaint.handler_id


def _end_pause(session: Session, complaint: Complaint, at: datetime) -> bool:
    waiting = open_pause(session, complaint)
    if waiting is None:
        return False
    waiting.ended_at = max(at, waiting.started_at)
    session.flush()
    return True
