"""Everything that is said differently to SQLite and to PostgreSQL, and why.

SQLite: WAL so that readers never wait; BEGIN IMMEDIATE for writers, since a deferred one loses updates or fails late;
foreign keys are off unless asked for; the search index is FTS5. PostgreSQL: a GIN index over the same search tokens.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Integer,
    Select,
    bindparam,
    literal,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

from db.dialect_locks import lock_audit_chain as lock_audit_chain
from db.dialect_locks import lock_complaint_numbers as lock_complaint_numbers
from db.dialect_locks import lock_leads as lock_leads
from db.dialect_locks import lock_people as lock_people
from db.dialect_locks import lock_sign_in_attempts as lock_sign_in_attempts
from db.dialect_locks import lock_surveys as lock_surveys
from db.dialect_locks import lock_tallies as lock_tallies
from db.dialect_locks import lock_work_calendar as lock_work_calendar
from db.dialect_locks import see_one_moment as see_one_moment
from db.dialect_schema import append_only as append_only
from db.dialect_schema import frozen_once as frozen_once
from db.dialect_schema import may_be_emptied as may_be_emptied
from db.dialect_schema import schema_extras as schema_extras

WRITING = "guanjia_writing"
_ROWS_A_STATEMENT = 500  # SQLite takes 32,766 parameters, PostgreSQL 65,535

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 15000",
    "PRAGMA trusted_schema = ON",  # the search index is written by triggers
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA cache_size = -32768",
)


def engine_options(url: str) -> dict[str, Any]:
    """How to open this database."""
    if url.startswith("sqlite"):
        return {"connect_args": {"check_same_thread": False, "timeout": 15}, "pool_size": 20}
    return {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 15}


def listeners(url: str) -> dict[str, Callable[..., None]]:
    """What to do when a connection opens and when a transaction begins."""
    if url.startswith("sqlite"):
        return {"connect": _open_sqlite, "begin": _begin_sqlite}
    return {}


def prepare(engine: Engine) -> None:
    """Let `Select.with_hint` speak to SQLite, which takes hints and SQLAlchemy does not pass on."""
    if engine.dialect.name == "sqlite":
        engine.dialect.statement_compiler = _HintedCompiler


def by_index(query: Select[Any], table: Any, index: str) -> Select[Any]:
    """Read `table` through this index alone.

    Without statistics SQLite guesses, and with them it guesses otherwise: a list of a hundred thousand rows may then
    take fifty times as long. PostgreSQL keeps statistics by itself and takes no hints.
    """
    return query.with_hint(table, f"INDEXED BY {index}", "sqlite")


def by_key(query: Select[Any], table: Any) -> Select[Any]:
    """Read `table` by its primary key alone."""
    return query.with_hint(table, "NOT INDEXED", "sqlite")


def matches_grams(session: Session, grams: list[str]) -> ColumnElement[bool]:
    """A WHERE clause on customers: the search index holds every one of these tokens. One query may hold several."""
    if _on_sqlite(session):
        query = " AND ".join(f'"{gram}"' for gram in grams)
        return text(
            "customers.id IN (SELECT rowid FROM customer_search WHERE customer_search MATCH :grams)"
        ).bindparams(bindparam("grams", query, unique=True))  # type: ignore[return-value]
    return text("string_to_array(customers.search_grams, ' ') @> string_to_array(:grams, ' ')").bindparams(
        bindparam("grams", " ".join(grams), unique=True)
    )  # type: ignore[return-value]


def ids_with_grams(session: Session, grams: list[str], limit: int) -> list[int]:
    """At most so many customers, removed ones included, whose tokens hold all of these; straight from the index."""
    if _on_sqlite(session):
        query = text("SELECT rowid FROM customer_search WHERE customer_search MATCH :grams LIMIT :limit")
        held = " AND ".join(f'"{gram}"' for gram in grams)
    else:
        query = text(
            "SELECT id FROM customers"
            " WHERE string_to_array(search_grams, ' ') @> string_to_array(:grams, ' ') LIMIT :limit"
        )
        held = " ".join(grams)
    return list(session.connection().execute(query, {"grams": held, "limit": limit}).scalars())


def was_given_up(error: DBAPIError) -> bool:
    """Whether PostgreSQL ended this transaction because two waited for each other. SQLite has one writer at a time."""
    return getattr(error.orig, "sqlstate", "") in ("40P01", "40001")


def insert_new(session: Session, table: Any, rows: list[dict[str, Any]]) -> int:
    """Insert the rows that no unique key refuses; how many those were. Each engine has its own INSERT for this."""
    insert = (sqlite if _on_sqlite(session) else postgresql).insert
    connection, inserted = session.connection(), 0
    for start in range(0, len(rows), _ROWS_A_STATEMENT):
        some = insert(table).values(rows[start : start + _ROWS_A_STATEMENT]).on_conflict_do_nothing()
        inserted += len(connection.execute(some.returning(literal(1))).all())  # psycopg counts no rows here
    return inserted


def insert_many(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    """The same for very many rows that nobody counts: one statement, read once, is six times as fast."""
    insert = (sqlite if _on_sqlite(session) else postgresql).insert
    if rows:
        session.connection().execute(insert(table.__table__).on_conflict_do_nothing(), rows)


class SecondsBetween(FunctionElement[int]):
    """Whole seconds from one stored moment to a later one: SQLite keeps moments as texts and subtracts none."""

    name = "seconds_between"
    type = Integer()
    inherit_cache = True


@compiles(SecondsBetween, "sqlite")
def _seconds_on_sqlite(element: SecondsBetween, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(moment, **options) for moment in element.clauses)
    return f"(CAST(strftime('%s', {end}) AS INTEGER) - CAST(strftime('%s', {start}) AS INTEGER))"


@compiles(SecondsBetween, "postgresql")
def _seconds_on_postgresql(element: SecondsBetween, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(moment, **options) for moment in element.clauses)
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {end})) - FLOOR(EXTRACT(EPOCH FROM {start})) AS BIGINT)"


class DayNumber(FunctionElement[int]):
    """The day of a stored moment, or a stored day, by its number in UTC: 1 January 1970 is 0."""

    name = "day_number"
    type = BigInteger()
    inherit_cache = True


@compiles(DayNumber, "sqlite")
def _day_on_sqlite(element: DayNumber, compiler: Any, **options: Any) -> str:
    return f"(CAST(strftime('%s', {compiler.process(element.clauses, **options)}) AS INTEGER) / 86400)"


@compiles(DayNumber, "postgresql")
def _day_on_postgresql(element: DayNumber, compiler: Any, **options: Any) -> str:
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {compiler.process(element.clauses, **options)}) / 86400) AS BIGINT)"


class _HintedCompiler(SQLiteCompiler):
    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:  # noqa: ARG002
        return text


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _open_sqlite(connection: Any, _record: object) -> None:
    # We begin transactions ourselves: Python's sqlite3 would not wrap DDL, and begins too late.
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
