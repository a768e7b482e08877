"""Reaching the database: `reading()` and `transaction()`. Nothing else opens a session, nothing else commits."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache

from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

from core.settings import settings
from db import dialect

# SQLite has one writer at a time; queueing here is fairer and quicker than its busy handler.
_writer = threading.Lock()


@contextmanager
def reading() -> Iterator[Session]:
    """A session for questions. Whatever it changes is thrown away."""
    with Session(engine()) as session:
        yield session


@contextmanager
def transaction() -> Iterator[Session]:
    """A session for one deed: committed whole at the end, or not at all."""
    queue = _writer if settings().on_sqlite else nullcontext()
    with queue, Session(engine(), expire_on_commit=False) as session:
        session.connection(execution_options={dialect.WRITING: True})
        yield session
        session.commit()


def engine() -> Engine:
    """The engine of the database in force."""
    return _engine(settings().database_url)


def dispose() -> None:
    """Close every connection: before a restore, and between tests."""
    engine().dispose()
    _engine.cache_clear()


@cache
def _engine(url: str) -> Engine:
    # hide_parameters: an error must never write customers' data to a log.
    made = create_engine(url, hide_parameters=True, **dialect.engine_options(url))
    dialect.prepare(made)
    for moment, listener in dialect.listeners(url).items():
        event.listen(made, moment, listener)
    return made
