"""What happens when the app starts: the database is made ready, interrupted imports go on, the schedule is kept."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread

from sqlmodel import col, select
from starlette.concurrency import run_in_threadpool

from auth import accounts
from core.i18n import _
from core.settings import settings
from db import session as database
from db import version
from db.models import ImportJob, ImportState
from routes import memory

_UNFINISHED = (
    ImportState.QUEUED, ImportState.READING, ImportState.CONFIRMED, ImportState.APPLYING, ImportState.SETTLING,
)  # fmt: skip

_SETTLED = 10.0
"""Seconds after the start."""

log = logging.getLogger("guanjia.start")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    memory.settle()
    await run_in_threadpool(make_ready)
    Thread(target=_wake_imports, daemon=True).start()
    over = Event()
    Thread(target=_keep_schedule, args=(over,), daemon=True).start()
    yield
    over.set()


def make_ready() -> None:
    """What `ops serve` does before it starts; a bare `streamlit run app.py` needs it too."""
    settings().data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    if version.is_current():
        return
    from db import schema  # seldom needed, and a start must not wait for it

    schema.upgrade()
    from care import handbook

    with database.transaction() as session:
        handbook.install(session)
        if accounts.is_new(session):
            token = accounts.setup_link(session)
            told = _("Nobody has an account yet. Open this address of the server within 24 hours: {address}")
            log.warning(told.format(address=f"/?setup={token}"))


def _wake_imports() -> None:
    with database.reading() as session:
        unfinished = select(col(ImportJob.id)).where(col(ImportJob.state).in_(_UNFINISHED)).limit(1)
        if session.exec(unfinished).first() is None:
            return
    from care import imports  # seldom needed, and a start must not wait for it

    imports.sweep()


def _keep_schedule(over: Event) -> None:
    if over.wait(_SETTLED):
        return
    from care import jobs  # a start, and the first page, must not wait for it

    jobs.keep(over)
