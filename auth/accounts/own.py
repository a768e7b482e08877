"""What everybody may change about themselves."""

from sqlmodel import Session

from auth import attempts, audit, passwords
from auth.actor import Actor
from core.errors import Invalid, NotFound
from core.i18n import LANGUAGES, _
from db.models import AuthSession, User


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


def _self(session: Session, actor: Actor) -> User:
    user = session.get(User, actor.id) if actor.id is not None else None
    if user is None:
        raise NotFound
    return user
