"""What an administrator sees of the schedule, and the button that does not wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.jobs.rhythm import Rhythm
from care.jobs.schedule import SCHEDULE
from core import clock
from core.errors import NotFound, Refusal
from core.i18n import _
from db.models import Job

_LATE = timedelta(minutes=10)


class AlreadyRunning(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This is running at this very moment. Wait for its result."))


@dataclass(frozen=True)
class JobRow:
    name: str
    label: str
    """To be translated."""
    rhythm: Rhythm
    started_at: datetime | None = None
    ended_at: datetime | None = None
    succeeded_at: datetime | None = None
    count: int = 0
    error: str = ""
    failures: int = 0
    next_at: datetime | None = None
    is_running: bool = False
    is_late: bool = False
    """Long due, and nobody runs it: the app's own scheduler is off."""


def overview(session: Session, actor: Actor) -> tuple[JobRow, ...]:
    """Every job of the schedule, in its order."""
    actor.require(Permission.JOB_READ)
    stored = {row.name: row for row in session.exec(select(Job))}
    now = clock.now()
    return tuple(_row(job.name, job.label, job.rhythm, stored.get(job.name), now) for job in SCHEDULE)


def run_now(session: Session, actor: Actor, name: str) -> Job:
    """Let it be due at once; whoever looks next runs it. `wake()` makes that this very moment."""
    actor.require(Permission.SETTINGS_CHANGE)
    row = session.exec(select(Job).where(col(Job.name) == name).with_for_update()).first()
    if row is None or name not in {job.name for job in SCHEDULE}:
        raise NotFound
    if _is_running(row, clock.now()):
        raise AlreadyRunning
    row.next_at = clock.now()
    audit.record(session, actor, "job.run", detail={"job": name})
    return row


def _is_running(row: Job, now: datetime) -> bool:
    return row.claimed_until is not None and row.claimed_until >= now


def _row(name: str, label: str, rhythm: Rhythm, stored: Job | None, now: datetime) -> JobRow:
    if stored is None:
        return JobRow(name, label, rhythm)
    is_running = _is_running(stored, now)
    return JobRow(
        name, label, rhythm, stored.started_at, stored.ended_at, stored.succeeded_at, stored.count, stored.error,
        stored.failures, stored.next_at, is_running, not is_running and stored.next_at < now - _LATE,
    )  # fmt: skip
