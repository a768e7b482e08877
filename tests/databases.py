"""The tests' databases: migrated and filled once, then copied, since most tests are shorter than a migration."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text

from core.settings import settings
from db import schema
from db import session as database

POSTGRESQL = os.environ.get("GUANJIA_TEST_DATABASE", "")
"""The address of a server whose owner may make and drop databases; empty: each database is a file of SQLite."""
FILE = "sqlite:///"


def empty() -> None:
    """What fills a database that is only migrated."""


@contextmanager
def copied(fill: Callable[[], None], folder: Path) -> Iterator[str]:
    """The address of a migrated database that `fill` has filled; a file of SQLite stands in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if not POSTGRESQL:
        put(fill, folder / "guanjia.db")
        yield f"{FILE}{folder / 'guanjia.db'}"
        return
    address = _new_database(f"TEMPLATE {_kept(fill).rsplit('/', 1)[1]}")
    try:
        yield address
    finally:
        _drop(address)


def put(fill: Callable[[], None], file: Path) -> None:
    """The same as a file of SQLite, over whatever stands there."""
    kept = _kept(fill).removeprefix(FILE)
    database.dispose()
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    shutil.copy(kept, file)


@contextmanager
def used(address: str) -> Iterator[None]:
    """Within, this process works on that database."""
    before = os.environ.get("DATABASE_URL")
    _use(address)
    try:
        yield
    finally:
        _use(before)


@cache
def _kept(fill: Callable[[], None]) -> str:
    """Nobody stays connected to it: else it could not be copied."""
    address = _new_database() if POSTGRESQL else _new_file()
    if POSTGRESQL:
        atexit.register(_drop, address)
    with used(address):
        schema.upgrade()
        fill()
    return address


def _use(address: str | None) -> None:
    database.dispose()
    if address is None:
        os.environ.pop("DATABASE_URL", None)
    else:
        os.environ["DATABASE_URL"] = address
    settings.cache_clear()


def _new_file() -> str:
    folder = Path(tempfile.mkdtemp(prefix="guanjia-kept-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return f"{FILE}{folder / 'guanjia.db'}"


def _new_database(template: str = "") -> str:
    name = f"guanjia_{uuid4().hex[:12]}"
    _administer(f"CREATE DATABASE {name} {template}")
    return POSTGRESQL.rsplit("/", 1)[0] + "/" + name


def _drop(address: str) -> None:
    _administer(f"DROP DATABASE {address.rsplit('/', 1)[1]} WITH (FORCE)")


def _administer(statement: str) -> None:
    admin = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()
