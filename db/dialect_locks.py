"""Turns that PostgreSQL has to be asked for: SQLite has one writer at a time, which is turn enough."""

from sqlalchemy import Connection, text
from sqlmodel import Session


def lock_audit_chain(session: Session) -> None:
    """One writer of the audit chain at a time. SQLite's writer is alone anyhow."""
    if not _on_sqlite(session):
        session.connection().execute(text("SELECT pg_advisory_xact_lock(71550001)"))


def lock_sign_in_attempts(session: Session) -> None:
    """Attempts that come at once are counted one after another."""
    if not _on_sqlite(session):
        session.connection().execute(text("SELECT pg_advisory_xact_lock(71550002)"))


def lock_complaint_numbers(session: Session) -> None:
    """Numbers of complaints are given out one after another. SQLite's writer is alone anyhow."""
    if not _on_sqlite(session):
        session.connection().execute(text("SELECT pg_advisory_xact_lock(71550005)"))


def lock_leads(session: Session) -> None:
    """Leads are registered and given out one after another: numbers, twins and turns are questions about all rows."""
    if not _on_sqlite(session):
        session.connection().execute(text("SELECT pg_advisory_xact_lock(71550021)"))


def lock_people(session: Session) -> None:
    """Changes of who works here come one after another: whether an owner is the last is a question about all rows."""
    if not _on_sqlite(session):
        session.connection().execute(text("SELECT pg_advisory_xact_lock(71550004)"))


def lock_work_calendar(session: Session) -> None:
    """Changes of the work calendar come one after another: a week is many rows that are replaced together."""
    if not _on_sqlite(session):
        session.connection().execute(text("SELECT pg_advisory_xact_lock(71550010)"))


def lock_surveys(session: Session) -> None:
    """Customers are asked by one transaction at a time, so that nobody is asked twice. SQLite's writer is alone."""
    if not _on_sqlite(session):
        session.connection().execute(text("SELECT pg_advisory_xact_lock(71550020)"))


def lock_tallies(session: Session) -> None:
    """The numbers added up ahead are written by one at a time. SQLite's writer is alone anyhow."""
    if not _on_sqlite(session):
        session.connection().execute(text("SELECT pg_advisory_xact_lock(71550030)"))


def see_one_moment(session: Session) -> None:
    """Every question of this session, however many, is answered as of the first one. SQLite's readers see no other."""
    if not _on_sqlite(session):
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def lock_migrations(connection: Connection) -> None:
    """Servers that start at once bring the tables up to date one after another."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(71550040)"))


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
