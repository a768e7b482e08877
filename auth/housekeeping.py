"""What access leaves behind, cleared away once nobody can need it: links, sessions, attempts, files never fetched."""

from datetime import timedelta

from sqlalchemy import delete, or_
from sqlmodel import Session, col

from auth import attempts, downloads, sessions
from core import clock
from db.models import AuthSession, OneTimeLink, SignInAttempt

_KEPT = timedelta(days=30)
"""So long an expired link or session can still be asked about."""


def sweep(session: Session) -> int:
    """How many rows went."""
    now = clock.now()
    ended = or_(
        col(AuthSession.created_at) < now - sessions.ABSOLUTE_LIMIT - _KEPT,
        col(AuthSession.revoked_at) < now - _KEPT,
    )
    swept = (
        delete(OneTimeLink).where(col(OneTimeLink.expires_at) < now - _KEPT),
        delete(AuthSession).where(ended),
        delete(SignInAttempt).where(col(SignInAttempt.at) < now - attempts.WINDOW),
    )
    downloads.sweep()
    return sum(session.connection().execute(statement).rowcount for statement in swept)
