"""Alembic's entry: migrate the database in force, or write a new migration."""

from alembic import context
from sqlalchemy import Connection

from db.migrations.include import include
from db.models import Base
from db.session import engine


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with engine().begin() as opened:
        _run(opened)
