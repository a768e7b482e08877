"""What everybody may change about themselves."""

from datetime import date, timedelta

from sqlmodel import Session

from auth import attempts, audit, passwords
from auth.actor import Actor
from auth.permissions import Permission
from core import clock
from core.errors import Invalid, NotFound
from core.i18n import LANGUAGES, _
from db.models import AuthSession, User

_LONGEST_AWAY = timedelta(days=366)


def change_own_password(session: Session, actor: Actor, *, current: str, new: str) -> User:
    """Every other session of this person ends; this one goes on."""
    user = _self(session, actor)
    if not passwords.fits(current, user.password_hash):
        raise Invalid({"current": _("This is not your present password.")})
    if sentence := passwords.problem(new, user.username):
        raise Invalid({"new": sentence})
    if passwords.fits(new, user.password_hash):
        raise Invalid({"new": _("This is your present password. Choose a different one.")})
    user.password_hash = passwords.hashed(new)
    user.must_change_password = False
    user.access_version += 1
    session.add(user)
    if opened := session.get(AuthSession, actor.session_id) if actor.session_id else None:
        opened.access_version = user.access_version
        session.add(opened)
    attempts.forgive(session, user.username)
    audit.record(session, actor, "password.changed", user)
    return user


def choose_language(session: Session, actor: Actor, *, language: str) -> User:
    """One of LANGUAGES, or empty for what the browser asks."""
    if language and language not in LANGUAGES:
        raise NotFound
    user = _self(session, actor)
    user.language = language
    session.add(user)
    audit.record(session, actor, "person.language_chosen", user)
    return user


def say_away(session: Session, actor: Actor, *, until: date | None) -> User:
    """The last day on which no rule gives new work to them; None: they are here."""
    actor.require(Permission.LEAD_WORK)
    if until is not None and not clock.today() <= until <= clock.today() + _LONGEST_AWAY:
        raise Invalid({"until": _("Please choose a day from today on, within a year.")})
    user = _self(session, actor)
    user.away_until = until
    session.add(user)
    audit.record(session, actor, "person.away", user)
    return user


def away_until(session: Session, actor: Actor) -> date | None:
    """Until when one said to be away; None: one is here."""
    actor.require(Permission.LEAD_WORK)
    until = _self(session, actor).away_until
    return until if until is not None and until >= clock.today() else None


def _self(session: Session, actor: Actor) -> User:
    user = session.get(User, actor.id) if actor.id is not None else None
    if user is None:
        raise NotFound
    return user
