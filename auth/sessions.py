"""Signed-in browsers: opened, looked up at every click, listed, ended."""

import hashlib
import secrets
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, update
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from core import clock
from core.errors import NotFound
from db.models import AuthSession, User, UserStatus

IDLE_LIMIT = timedelta(hours=8)
ABSOLUTE_LIMIT = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class SignedInBrowser:
    id: int
    agent: str
    ip: str
    created_at: datetime
    seen_at: datetime
    is_this_one: bool


def start(session: Session, user: User, *, ip: str = "", agent: str = "") -> str:
    """Open a session; returns its token, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session.add(
        AuthSession(
            token_hash=digest(token),
            user_id=user.id,
            access_version=user.access_version,
            created_at=now,
            seen_at=now,
            ip=ip[:45],
            agent=agent[:200],
        )
    )
    _note_presence(session, user.id, now)
    return token


def actor_for(session: Session, token: str) -> Actor | None:
    """Who this token speaks for right now; None once revoked, expired, idle, or of an older access version."""
    now = clock.now()
    asked = {"digest": digest(token), "idle_since": now - IDLE_LIMIT, "began": now - ABSOLUTE_LIMIT}
    row = session.execute(_who(), asked).one_or_none()
    return Actor(**row._mapping) if row else None


def seen(session: Session, actor: Actor) -> None:
    """Somebody clicked: the idle time starts again. Writes at most once a minute."""
    now = clock.now()
    stale = (col(AuthSession.id) == actor.session_id, col(AuthSession.seen_at) <= now - SEEN_EVERY)
    if session.connection().execute(update(AuthSession).where(*stale).values(seen_at=now)).rowcount:
        _note_presence(session, actor.id, now)


def browsers(session: Session, actor: Actor, *, user_id: int | None = None) -> list[SignedInBrowser]:
    """Where somebody is signed in right now: oneself, or whoever an administrator asks about."""
    if user_id not in (None, actor.id):
        actor.require(Permission.PEOPLE_MANAGE)
    rows = session.exec(
        select(AuthSession)
        .join(User, col(User.id) == col(AuthSession.user_id))
        .where(col(AuthSession.user_id) == (user_id or actor.id), _live(clock.now()))
        .order_by(col(AuthSession.seen_at).desc())
        .limit(100)
    )
    return [
        SignedInBrowser(r.id, r.agent, r.ip, r.created_at, r.seen_at, is_this_one=r.id == actor.session_id)
        for r in rows
    ]


def revoke(session: Session, actor: Actor, session_id: int) -> None:
    """End one session: one's own, or anybody's for who manages people."""
    opened = session.get(AuthSession, session_id)
    if opened is None or (opened.user_id != actor.id and not actor.may(Permission.PEOPLE_MANAGE)):
        raise NotFound
    if opened.revoked_at is None:
        opened.revoked_at = clock.now()
        session.add(opened)
        audit.record(session, actor, "session.revoked", opened, detail={"user": opened.user_id})


def sign_out(session: Session, actor: Actor) -> None:
    """End the session this very request came with."""
    if actor.session_id is not None:
        revoke(session, actor, actor.session_id)


def revoke_others(session: Session, actor: Actor) -> int:
    """Sign out everywhere but here; returns how many sessions that ended."""
    return _revoke_all(session, actor, col(AuthSession.user_id) == actor.id, but=actor.session_id)


def revoke_all_of(session: Session, actor: Actor, user_id: int) -> int:
    """Sign somebody out everywhere; returns how many sessions that ended."""
    actor.require(Permission.PEOPLE_MANAGE)
    return _revoke_all(session, actor, col(AuthSession.user_id) == user_id, but=None)


def _revoke_all(session: Session, actor: Actor, whose: ColumnElement[bool], *, but: int | None) -> int:
    others = and_(whose, col(AuthSession.revoked_at).is_(None), col(AuthSession.id) != (but or 0))
    ended: int = session.connection().execute(update(AuthSession).where(others).values(revoked_at=clock.now())).rowcount
    audit.record(session, actor, "session.all_revoked", count=ended)
    return ended


def _note_presence(session: Session, user_id: int | None, now: datetime) -> None:
    # Not through the row: being seen is no edit, and must not make somebody else's edit a conflict.
    session.connection().execute(update(User).where(col(User.id) == user_id).values(last_seen_at=now))


@cache
def _who() -> Any:
    """Put together once: every click asks it several times, and the making costs more than the answer."""
    names = {field.name for field in fields(Actor)} - {"session_id"}
    of_user = [getattr(User, name) for name in sorted(names)]
    columns: Any = (*of_user, col(AuthSession.id).label("session_id"))
    return (
        select(*columns)
        .join_from(AuthSession, User, col(User.id) == col(AuthSession.user_id))
        .where(col(AuthSession.token_hash) == bindparam("digest"))
        .where(_still_on(bindparam("idle_since"), bindparam("began")))
    )


def _live(now: datetime) -> ColumnElement[bool]:
    return _still_on(now - IDLE_LIMIT, now - ABSOLUTE_LIMIT)


def _still_on(idle_since: Any, began: Any) -> ColumnElement[bool]:
    return and_(
        col(AuthSession.revoked_at).is_(None),
        col(AuthSession.seen_at) >= idle_since,
        col(AuthSession.created_at) >= began,
        col(AuthSession.access_version) == col(User.access_version),
        col(User.status) == UserStatus.ACTIVE,
    )


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
