"""The process that imports: it works until nothing waits, then ends."""

import gc
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import delete, update
from sqlmodel import col, select

from auth import audit
from auth.actor import SYSTEM, Actor, actor_of
from care.imports.applying import apply, settle
from care.imports.checking import check
from care.imports.jobs import choices_of, file_of
from care.imports.kinds import Kind
from care.imports.turn import turn
from core import clock, i18n
from core.errors import Refusal
from core.i18n import _
from core.settings import settings
from db import session as database
from db.models import ImportJob, ImportRow, ImportState, User

_ROOT = Path(__file__).resolve().parents[2]
_WAITING = (ImportState.QUEUED, ImportState.CONFIRMED)
_AT_WORK = (ImportState.READING, ImportState.APPLYING, ImportState.SETTLING)
_KEPT = timedelta(days=30)

log = logging.getLogger("guanjia.imports")


def start_worker() -> None:
    """Let what waits be done by a process of its own, so that neither memory nor time of this one is touched."""
    environment = {**os.environ, "GUANJIA_DATA": str(settings().data_dir), "DATABASE_URL": settings().database_url}
    quiet = subprocess.DEVNULL
    subprocess.Popen(
        [sys.executable, "-m", "care.imports"],
        cwd=_ROOT,
        env=environment,
        stdin=quiet,
        stdout=quiet,
        stderr=None,
        start_new_session=True,
    )


def work_off() -> None:
    """A second worker finds the turn taken and leaves; the first one looks again before it ends."""
    while True:
        with turn(wait=False) as ours:
            if not ours:
                return
            clear_up()
            while job_id := _next():
                work(job_id)
        if not _next():
            return


def sweep() -> None:
    """At the start of the app: say what became of an import whose process died, and go on with what waits."""
    with turn(wait=False) as ours:
        if not ours:
            return
        clear_up()
    if _next():
        start_worker()


def clear_up() -> None:
    """Only with the turn: whatever is still marked as at work has lost its process."""
    with database.reading() as session:
        stranded = session.exec(select(ImportJob).where(col(ImportJob.state).in_(_AT_WORK))).all()
    for job in stranded:
        _tell(job)
    with database.transaction() as session:
        finished = select(col(ImportJob.id)).where(col(ImportJob.finished_at) < clock.now() - _KEPT)
        session.execute(delete(ImportRow).where(col(ImportRow.job_id).in_(finished)))


def _tell(job: ImportJob) -> None:
    i18n.use(choices_of(job).language or None)
    if job.state is ImportState.SETTLING:
        settle(job.id, Kind(job.kind))
        return
    _end(job.id, ImportState.FAILED, _("The import was interrupted. Nothing was imported; please start it again."))


def _next() -> int | None:
    with database.reading() as session:
        waiting = select(col(ImportJob.id)).where(col(ImportJob.state).in_(_WAITING))
        return session.exec(waiting.order_by(col(ImportJob.updated_at), col(ImportJob.id)).limit(1)).first()


def work(job_id: int) -> None:
    """Do the next half of a job; whatever goes wrong ends in its state and a sentence."""
    job, actor = _take(job_id)
    if job is None:
        return
    choices = choices_of(job)
    i18n.use(choices.language or None)
    try:
        with _unhurried_collector():
            if job.state is ImportState.READING:
                check(job.id, file_of(job), choices)
            else:
                apply(job.id, choices.kind, actor)
    except Refusal as refusal:
        _end(job.id, ImportState.REFUSED, refusal.sentence)
    except Exception:
        reference = uuid4().hex[:8]
        log.exception("import %s failed, reference %s", job.id, reference)
        sentence = _("The import failed and nothing was imported. Reference for the administrator: {reference}")
        _end(job.id, ImportState.FAILED, sentence.format(reference=reference))


@contextmanager
def _unhurried_collector() -> Iterator[None]:
    """Rows by the hundred thousand hold no cycles: looking through them again and again is time lost."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _take(job_id: int) -> tuple[ImportJob | None, Actor]:
    with database.transaction() as session:
        job = session.exec(select(ImportJob).where(col(ImportJob.id) == job_id).with_for_update()).first()
        if job is None or job.state not in _WAITING:
            return None, SYSTEM
        job.state = ImportState.READING if job.state is ImportState.QUEUED else ImportState.APPLYING
        user = session.get(User, job.by_id) if job.by_id else None
        return job, actor_of(user) if user else SYSTEM


def _end(job_id: int, state: ImportState, message: str) -> None:
    with database.transaction() as session:
        job = session.get(ImportJob, job_id)
        if job is None or job.state is ImportState.SETTLING:
            return  # everything is in: the next worker brings the rest in step
        values = {"state": state, "message": message, "finished_at": clock.now()}
        session.execute(update(ImportJob).where(col(ImportJob.id) == job_id).values(**values))
        if state is ImportState.FAILED:
            session.execute(delete(ImportRow).where(col(ImportRow.job_id) == job_id))
        audit.record(session, SYSTEM, f"import.{state.value}", job)
