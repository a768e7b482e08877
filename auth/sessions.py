"""Signed-in browsers: opened, looked up at every click, ended."""

import hashlib
import secrets
from datetime import timedelta

from sqlmodel import Session, col, select

from auth.actor import Actor, actor_of
from core import clock
from db.models import AuthSession, User, UserStatus

IDLE_LIMIT = timedelta(hours=8)
ABSOLUTE_LIMIT = timedelta(days=7)
_SEEN_EVERY = timedelta(minutes=1)


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
    return token


def actor_for(session: Session, token: str) -> Actor | None:
    """Who this token speaks for right now; None once revoked, expired, idle, or of an older access version."""
    now = clock.now()
    row = session.exec(
        select(AuthSession, User)
        .join(User, col(User.id) == col(AuthSession.user_id))
        .where(col(AuthSession.token_hash) == digest(token))
    ).first()
    if row is None:
        return None
    opened, user = row
    live = (
        opened.revoked_at is None
        and user.status == UserStatus.ACTIVE
        and opened.access_version == user.access_version
        and now - opened.seen_at <= IDLE_LIMIT
        and now - opened.created_at <= ABSOLUTE_LIMIT
    )
    return actor_of(user, session_id=opened.id) if live else None


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
