"""Secrets that work once: set-up, invitation, new password, the hand-over of a session, a download."""

import secrets
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from auth.sessions import digest
from core import clock
from core.errors import Refusal
from core.i18n import _
from db.models import LinkPurpose, OneTimeLink

LIFETIMES = {
    LinkPurpose.SETUP: timedelta(hours=24),
    LinkPurpose.INVITE: timedelta(days=7),
    LinkPurpose.RESET: timedelta(hours=24),
    LinkPurpose.SESSION: timedelta(seconds=30),
    LinkPurpose.DOWNLOAD: timedelta(minutes=10),
}


class LinkOver(Refusal):
    """Used, expired, withdrawn or never made: all alike."""

    def __init__(self) -> None:
        super().__init__(_("This link has expired or was already used. Ask for a new one."))


def issue(session: Session, purpose: LinkPurpose, *, user_id: int | None = None, payload: str = "") -> str:
    """Make a link; returns its token, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    expires_at = clock.now() + LIFETIMES[purpose]
    session.add(
        OneTimeLink(token_hash=digest(token), purpose=purpose, user_id=user_id, payload=payload, expires_at=expires_at)
    )
    session.flush()
    return token


def read(session: Session, token: str, purpose: LinkPurpose) -> OneTimeLink:
    """The link behind this token, still unused; refuses any other."""
    link = session.exec(select(OneTimeLink).where(OneTimeLink.token_hash == digest(token))).first()
    if link is None or link.purpose != purpose or link.used_at is not None or link.expires_at <= clock.now():
        raise LinkOver
    return link


def redeem(session: Session, token: str, purpose: LinkPurpose) -> OneTimeLink:
    """Use the link up. Of two who come at once, one is refused."""
    link = read(session, token, purpose)
    unused = (col(OneTimeLink.id) == link.id, col(OneTimeLink.used_at).is_(None))
    taken = session.connection().execute(update(OneTimeLink).where(*unused).values(used_at=clock.now()))
    if taken.rowcount != 1:
        raise LinkOver
    return link


def withdraw(session: Session, purpose: LinkPurpose, *, user_id: int | None) -> None:
    """Links of this purpose that are still unused work no longer."""
    session.connection().execute(
        update(OneTimeLink)
        .where(
            col(OneTimeLink.purpose) == purpose,
            col(OneTimeLink.user_id) == user_id if user_id is not None else col(OneTimeLink.user_id).is_(None),
            col(OneTimeLink.used_at).is_(None),
        )
        .values(used_at=clock.now())
    )
