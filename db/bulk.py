"""Loading by the hundred thousand, and what it says differently to SQLite and to PostgreSQL: see also db.dialect."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, text
from sqlmodel import Session

# SQLite writes its search index out between two statements: a row at a time that costs ten times as much.
_SEARCHED = frozenset({"customers"})
_AT_ONCE = 10_000
_HANDFUL = 20


def insert_rows(session: Session, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Many rows at the driver's own speed, ten times that of the ORM; moments are texts made by `moment`."""
    if table not in _SEARCHED or not _on_sqlite(session):
        _load(session, table, columns, rows)
        return
    for start in range(0, len(rows), _AT_ONCE):
        with held(session, table, columns, rows[start : start + _AT_ONCE]) as kept:
            names = _named(columns)
            fill = f"INSERT INTO {table} ({names}) SELECT {names} FROM {kept} ORDER BY 1"  # noqa: S608
            session.connection().exec_driver_sql(fill)


def insert_new_rows(session: Session, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> int:
    """The same without the rows that a unique key refuses, such as one on the first column; how many are new."""
    names, new = _named(columns), 0
    for start in range(0, len(rows), _AT_ONCE):
        with held(session, table, columns, rows[start : start + _AT_ONCE]) as kept:
            fill = f"INSERT INTO {table} ({names}) SELECT {names} FROM {kept} WHERE true ON CONFLICT DO NOTHING"  # noqa: S608
            new += session.connection().exec_driver_sql(fill).rowcount
    return new


def update_rows(
    session: Session, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], *, also: str = ""
) -> None:
    """Set these columns of the rows whose id each tuple begins with; `also` is set in every one of them."""
    names = _named(columns[1:])
    for start in range(0, len(rows), _AT_ONCE):
        with held(session, table, columns, rows[start : start + _AT_ONCE]) as kept:
            values = f"(SELECT {names} FROM {kept} WHERE {kept}.id = {table}.id)"  # noqa: S608
            change = f"UPDATE {table} SET ({names}) = {values}{also} WHERE id IN (SELECT id FROM {kept})"  # noqa: S608
            session.connection().exec_driver_sql(change)


@contextmanager
def held(session: Session, like: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """A table for this transaction alone, with some columns of another; indexed by the first of them."""
    connection = session.connection()
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE held AS SELECT {_named(columns)} FROM {like} LIMIT 0")  # noqa: S608
    connection.exec_driver_sql(f"CREATE UNIQUE INDEX held_key ON held ({_named(columns[:1])})")
    _load(session, "held", columns, rows)
    yield "held"
    connection.exec_driver_sql("DROP TABLE held")


def learn_sizes(session: Session) -> None:
    """After many rows came in one transaction: until PostgreSQL has counted them it plans as if there were none."""
    if not _on_sqlite(session):
        session.connection().exec_driver_sql("ANALYZE")


def _load(session: Session, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    if not rows:
        return
    connection = session.connection()
    if _on_sqlite(session):
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {table} ({_named(columns)}) VALUES ({marks})", list(rows))
        return
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({_named(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _named(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def found(session: Session, query: str, keys: Sequence[str]) -> Sequence[tuple[Any, ...]]:
    """Rows by thousands of texts, `{keys}` in the query: an expression of so many costs more than asking."""
    connection, asked = session.connection(), list(keys)
    if _on_sqlite(session):
        rows: Any = connection.exec_driver_sql(query.format(keys=", ".join("?" * len(asked))), tuple(asked)).all()
    else:
        rows = connection.exec_driver_sql(query.format(keys="SELECT unnest(%s::text[])"), (asked,)).all()
    return rows  # type: ignore[no-any-return]


def one_of(column: str, ids: Iterable[int]) -> str:
    """A condition on thousands of ids, in figures: binding each of them would cost more than the question."""
    return f"{column} IN ({', '.join(str(int(id_)) for id_ in ids) or 'NULL'})"


def among(column: Any, ids: Collection[int]) -> ColumnElement[bool]:
    """The same condition for a handful as for thousands: a handful is bound, so that the question is put together once
    and not for every id anew."""
    if len(ids) <= _HANDFUL:
        return column.in_(ids)  # type: ignore[no-any-return]
    named = column.expression
    return text(one_of(f"{named.table.name}.{named.name}", ids))  # type: ignore[return-value]


def reserve_ids(session: Session, table: str, count: int) -> list[int]:
    """Ids for rows about to be inserted in bulk, so that their children can name them."""
    if _on_sqlite(session):  # the writer is alone, and an id above all others is free
        last: int = session.connection().execute(text(f"SELECT COALESCE(MAX(id), 0) FROM {table}")).scalar_one()
        return list(range(last + 1, last + 1 + count))
    drawn = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
    return list(session.connection().execute(drawn, {"name": table, "count": count}).scalars())


def moment(session: Session, at: datetime) -> str:
    """A moment in UTC, without a zone, as the database keeps it when it is written past the ORM."""
    return moments(session)(at)


def moments(session: Session) -> Callable[[datetime], str]:
    """The same for many moments: the database is asked for its kind only once."""
    ending = "" if _on_sqlite(session) else "+00:00"
    return lambda at: at.isoformat(sep=" ", timespec="microseconds") + ending


def load_in_bulk(session: Session) -> None:
    """A larger page cache for this connection doubles the speed of indexed inserts; so do rarer checkpoints."""
    if _on_sqlite(session):
        session.connection().exec_driver_sql("PRAGMA cache_size = -131072")
        session.connection().exec_driver_sql("PRAGMA wal_autocheckpoint = 16000")


def try_import_turn(connection: Connection) -> bool:
    """One import at a time, whichever machine runs it. With SQLite the lock file of its one machine is enough."""
    if connection.dialect.name == "sqlite":
        return True
    return bool(connection.execute(text("SELECT pg_try_advisory_lock(71550003)")).scalar_one())


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
