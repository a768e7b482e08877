"""Writing down what is not there yet, and learning which of it that was."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def written(session: Session, table: Any, rows: list[dict[str, Any]], *columns: Any) -> list[tuple[Any, ...]]:
    """Insert the rows that no unique key refuses; these columns of each one that was. A row another transaction is
    just inserting is waited for, so that of two who write the same only one learns that it was theirs."""
    if not rows:
        return []
    connection = session.connection()
    # Each engine has its own INSERT for this, and neither the standard's MERGE with an answer.
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert
    answered = connection.execute(insert(table).on_conflict_do_nothing().returning(*columns), rows)
    return [tuple(row) for row in answered]
