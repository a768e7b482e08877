"""What happens when the app starts: imports whose process died are told of, and those that wait go on."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from db import session as database
from db.models import ImportJob, ImportState

_UNFINISHED = (
    ImportState.QUEUED, ImportState.READING, ImportState.CONFIRMED, ImportState.APPLYING, ImportState.SETTLING,
)  # fmt: skip

log = logging.getLogger("guanjia.start")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    Thread(target=_wake_imports, daemon=True).start()
    yield


def _wake_imports() -> None:
    try:
        with database.reading() as session:
            unfinished = select(col(ImportJob.id)).where(col(ImportJob.state).in_(_UNFINISHED)).limit(1)
            if session.exec(unfinished).first() is None:
                return
    except SQLAlchemyError:
        log.warning("The database is not there yet, or not up to date: run `python3 -m ops migrate`.")
        return
    from care import imports  # seldom needed, and a start must not wait for it

    imports.sweep()
