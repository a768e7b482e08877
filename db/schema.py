"""Bringing a database to the schema this version of the product needs."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from db import tally_marks
from db.dialect import WRITING
from db.dialect_locks import lock_migrations
from db.migrations.include import include
from db.models import Base
from db.session import engine

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def upgrade() -> None:
    """Run the migrations that this database has not had yet, all of them or none; of two servers one after another."""
    with engine().connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        lock_migrations(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        tally_marks.ensure(connection)


def drift() -> list[str]:
    """How the tables in the code differ from those in the database; empty when they agree."""
    with engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": include, "compare_type": True})
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
