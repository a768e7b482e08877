"""The rows behind a complaint's clocks, put together for counting."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session, col, select

from care import countdown, rulebook
from care.complaints.targets import ComplaintTargets
from care.countdown import Reprieve, Run
from db import bulk
from db.models import Clock, ClockKind, ClockMode, Complaint, Escalation, Extension, Pause

Cycle = tuple[int, int]
"""A complaint's id, and which time it is being handled."""


@dataclass(frozen=True)
class Standstills:
    """What put the resolution off, of many complaints: their pauses and approved extensions, by cycle."""

    pauses: dict[Cycle, list[tuple[datetime, datetime | None]]]
    reprieves: dict[Cycle, Reprieve]

    def run(self, cycle: Cycle, kind: ClockKind, started_at: datetime, minutes: int, mode: ClockMode) -> Run:
        if kind is not ClockKind.RESOLVE:
            return Run(kind, started_at, timedelta(minutes=minutes), mode)
        over, since = countdown.closed(self.pauses.get(cycle, ()))
        return Run(kind, started_at, timedelta(minutes=minutes), mode, over, since, self.reprieves.get(cycle))

    def run_of(self, clock: Clock) -> Run:
        return self.run(
            (clock.complaint_id, clock.cycle), clock.kind, clock.started_at, clock.target_minutes, clock.mode
        )


def standstills(session: Session, complaint_ids: Collection[int]) -> Standstills:
    """Of all cycles of these complaints."""
    pauses: dict[Cycle, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    waits = select(Pause.complaint_id, Pause.cycle, Pause.started_at, Pause.ended_at).where(
        text(bulk.one_of("complaint_pauses.complaint_id", complaint_ids))
    )
    for id_, cycle, start, end in session.exec(waits.order_by(col(Pause.started_at))):
        pauses[id_, cycle].append((start, end))
    granted = select(Extension.complaint_id, Extension.cycle, Extension.until, Extension.decided_at).where(
        text(bulk.one_of("complaint_extensions.complaint_id", complaint_ids)), col(Extension.is_approved).is_(True)
    )
    reprieves = {(id_, cycle): Reprieve(until, at) for id_, cycle, until, at in session.exec(granted) if at}
    return Standstills(pauses, reprieves)


def running(session: Session, complaint: Complaint) -> Sequence[Clock]:
    """The clocks of the present cycle that have not stopped."""
    theirs = select(Clock).where(
        col(Clock.complaint_id) == complaint.id,
        col(Clock.cycle) == complaint.cycle,
        col(Clock.stopped_at).is_(None),
    )
    return session.exec(theirs).all()


def open_pause(session: Session, complaint: Complaint) -> Pause | None:
    waiting = select(Pause).where(col(Pause.complaint_id) == complaint.id, col(Pause.ended_at).is_(None))
    return session.exec(waiting).first()


def fired(session: Session, complaint_ids: Collection[int]) -> dict[Cycle, set[tuple[str, int]]]:
    """Which causes at which levels were escalated already."""
    found: dict[Cycle, set[tuple[str, int]]] = defaultdict(set)
    rows = select(Escalation.complaint_id, Escalation.cycle, Escalation.cause, Escalation.level).where(
        text(bulk.one_of("complaint_escalations.complaint_id", complaint_ids))
    )
    for id_, cycle, cause, level in session.exec(rows):
        found[id_, cycle].add((cause, level))
    return found


def policy_of(session: Session, complaint: Complaint) -> ComplaintTargets:
    """The numbers that held when the complaint began, which it keeps."""
    return rulebook.at_version(session, ComplaintTargets, complaint.policy_version)
