"""Reaching the database: `reading()` and `transaction()`. Nothing else opens a session, nothing else commits."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DataError, OperationalError
from sqlmodel import Session

from core.errors import Refusal
from core.i18n import _
from core.settings import settings
from db import dialect

# SQLite has one writer at a time; queueing here is fairer and quicker than its busy handler.
_writer = threading.Lock()
_ATTEMPTS = 4
_STATEMENTS = 2_000
"""Kept as they were compiled; all screens together have more than the 500 that SQLAlchemy keeps."""
T = TypeVar("T")
log = logging.getLogger("guanjia.database")


class Unstorable(Refusal):
    """PostgreSQL takes no NUL in a text and no number beyond its columns; what was typed held one."""

    def __init__(self) -> None:
        super().__init__(
            _("Something typed here holds characters or a number that cannot be stored. Nothing was saved.")
        )


@contextmanager
def reading() -> Iterator[Session]:
    """A session for questions. Whatever it changes is thrown away."""
    with _in_words(), Session(engine()) as session:
        yield session


@contextmanager
def transaction() -> Iterator[Session]:
    """A session for one deed: committed whole at the end, or not at all."""
    queue = _writer if settings().on_sqlite else nullcontext()
    with _in_words(), queue, Session(engine(), expire_on_commit=False) as session:
        session.connection(execution_options={dialect.WRITING: True})
        yield session
        session.commit()


def attempt(work: Callable[[Session], T]) -> T:
    """What `work` answers, done in one transaction; anew when the database broke it off for another one's sake.

    Of two that wait for each other PostgreSQL gives one up, and nothing of it is left: the other is through by then.
    """
    for _again in range(_ATTEMPTS - 1):
        try:
            with transaction() as session:
                return work(session)
        except OperationalError as error:
            if not dialect.was_given_up(error):
                raise
            log.info("Given up for another transaction, and begun anew")
    with transaction() as session:
        return work(session)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except DataError as error:
        log.warning("Refused by the database", exc_info=error)
        raise Unstorable from error


def engine() -> Engine:
    """The engine of the database in force."""
    return _engine(settings().database_url)


def dispose() -> None:
    """Close every connection: before a restore, and between tests. What was compiled of statements is kept."""
    engine().dispose()


@cache
def _engine(url: str) -> Engine:
    # hide_parameters: an error must never write customers' data to a log.
    made = create_engine(url, hide_parameters=True, query_cache_size=_STATEMENTS, **dialect.engine_options(url))
    dialect.prepare(made)
    for moment, listener in dialect.listeners(url).items():
        event.listen(made, moment, listener)
    return made
