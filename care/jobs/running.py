"""Running what is due: whoever claims a job's row runs it, however many servers ask."""

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from auth.permissions import Permission
from care import notices
from care.jobs.rhythm import Every
from care.jobs.schedule import SCHEDULE, ScheduledJob
from care.notices import NoticeKind
from core import clock
from core.settings import settings
from db import dialect
from db import session as database
from db.models import Job, Subject

_LONGEST_PAUSE = timedelta(hours=1)
log = logging.getLogger("guanjia.jobs")


@dataclass(frozen=True)
class Ran:
    name: str
    label: str
    count: int
    error: str
    """Empty: it went well."""


def run_due(now: datetime, schedule: Iterable[ScheduledJob] = SCHEDULE) -> tuple[Ran, ...]:
    """Run every job whose moment has come and that nobody else is running. After downtime each runs once."""
    jobs = {job.name: job for job in schedule}
    _enter(jobs.values(), now)
    return tuple(ran for name in _due(jobs, now) if (ran := _run(jobs[name])) is not None)


def _enter(jobs: Iterable[ScheduledJob], now: datetime) -> None:
    """A row for each job that has none."""
    with database.reading() as session:
        known = set(session.exec(select(Job.name)))
    fresh = [_first(job, now) for job in jobs if job.name not in known]
    if fresh:
        with database.transaction() as session:
            dialect.insert_new(session, Job, fresh)


def _first(job: ScheduledJob, now: datetime) -> dict[str, Any]:
    next_at = now if isinstance(job.rhythm, Every) else job.rhythm.after(now, settings().time_zone)
    return {"name": job.name, "next_at": next_at, "claim": "", "count": 0, "failures": 0, "error": ""}


def _due(jobs: dict[str, ScheduledJob], now: datetime) -> list[str]:
    """Read first: a claim is a write, and most of the time nothing is due."""
    with database.reading() as session:
        due = set(session.exec(select(Job.name).where(_is_free(now))))
    return [name for name in jobs if name in due]


def _is_free(now: datetime) -> Any:
    unclaimed = or_(col(Job.claimed_until).is_(None), col(Job.claimed_until) < now)
    return (col(Job.next_at) <= now) & unclaimed


def _run(job: ScheduledJob) -> Ran | None:
    """None: somebody else was quicker. Its lease begins with it: those before it may have taken long."""
    claim = secrets.token_hex(16)
    if not _claim(job, claim, clock.now()):
        return None
    try:
        count = job.work()
    except Exception as error:
        reference = secrets.token_hex(4).upper()
        log.exception("The job %s failed, reference %s", job.name, reference)
        # Its words may hold what it worked on; its kind and the log's reference do not.
        ran = Ran(job.name, job.label, 0, f"{type(error).__name__} {reference}")
    else:
        ran = Ran(job.name, job.label, count, "")
    _note(job, claim, ran)
    return ran


def _claim(job: ScheduledJob, claim: str, now: datetime) -> bool:
    values = {"claim": claim, "claimed_until": now + job.lease, "started_at": now}
    with database.transaction() as session:
        ours = update(Job).where(col(Job.name) == job.name, _is_free(now))
        return session.connection().execute(ours.values(**values)).rowcount == 1


def _note(job: ScheduledJob, claim: str, ran: Ran) -> None:
    """What became of it, unless somebody took us for dead and has it now."""
    with database.transaction() as session:
        mine = select(Job).where(col(Job.name) == job.name, col(Job.claim) == claim).with_for_update()
        row = session.exec(mine).first()
        if row is None:
            return
        ended = clock.now()
        row.claim, row.claimed_until, row.ended_at = "", None, ended
        row.count, row.error = ran.count, ran.error
        if ran.error:
            row.failures += 1
            row.next_at = ended + min(timedelta(minutes=2 ** min(row.failures, 10)), _LONGEST_PAUSE)
            _tell_administrators(session, job, row)
        else:
            row.failures, row.succeeded_at = 0, ended
            row.next_at = job.rhythm.after(ended, settings().time_zone)


def _tell_administrators(session: Session, job: ScheduledJob, row: Job) -> None:
    """Once, until it has gone well again."""
    streak = row.succeeded_at.isoformat() if row.succeeded_at else "never"
    people = notices.who_may(session, Permission.SETTINGS_CHANGE)
    key = f"job-failed:{job.name}:{streak}"
    notices.tell(session, people, NoticeKind.JOB_FAILED, key=key, subject=Subject.JOB, detail={"job": job.label})
