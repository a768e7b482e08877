"""How often a name and an address may be wrong: counted in the database, whether or not the name exists."""

from datetime import timedelta

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from core import clock
from core.errors import Refusal
from core.i18n import _
from db import dialect
from db.models import SignInAttempt

WINDOW = timedelta(minutes=15)
PER_NAME, PER_ADDRESS = 5, 50


class TooManyAttempts(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Too many wrong passwords. Try again in a quarter of an hour."))


def count_one(session: Session, username: str, ip: str) -> None:
    """Count an attempt before its password is looked at, so that many at once are counted too."""
    dialect.lock_sign_in_attempts(session)
    session.connection().execute(delete(SignInAttempt).where(col(SignInAttempt.at) <= clock.now() - WINDOW))
    by_name = _counted(session, col(SignInAttempt.username) == username[:60])
    by_address = _counted(session, col(SignInAttempt.ip) == ip) if ip else 0
    if by_name >= PER_NAME or by_address >= PER_ADDRESS:
        raise TooManyAttempts
    session.add(SignInAttempt(at=clock.now(), username=username[:60], ip=ip))


def count_own_try(session: Session, actor: Actor) -> None:
    """Whoever sits before an open screen guesses its password no faster than from outside."""
    count_one(session, actor.username, "")


def forgive(session: Session, username: str) -> None:
    """The right password came: the wrong ones before it no longer count."""
    session.connection().execute(delete(SignInAttempt).where(col(SignInAttempt.username) == username[:60]))


def _counted(session: Session, which: object) -> int:
    return session.exec(select(func.count()).select_from(SignInAttempt).where(which)).one()  # type: ignore[arg-type]
