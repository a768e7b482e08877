"""Whether a database is at the version of this code, asked without loading the migrations."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.session import engine

_VERSIONS = Path(__file__).resolve().parent / "migrations" / "versions"


def is_current() -> bool:
    """The newest migration, by its file's number, is the last one that the database has had."""
    newest = max(path.name for path in _VERSIONS.glob("[0-9]*.py")).split("_")[0]
    try:
        with engine().connect() as connection:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == newest
    except DBAPIError:
        return False
