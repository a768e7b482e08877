"""Making, renewing and ending a person's calendar address."""

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.feeds.links import new_token
from core import clock
from core.errors import NotFound
from db.models import CalendarFeed


def make_feed(session: Session, actor: Actor) -> str:
    """The secret of the actor's own calendar, told this once; an earlier one stops working."""
    actor.require(Permission.TASK_WORK)
    if actor.id is None:
        raise NotFound
    token, digest = new_token()
    feed = _feed_of(session, actor.id)
    action = "calendar_feed.renewed" if feed else "calendar_feed.made"
    feed = feed or CalendarFeed(user_id=actor.id, token_hash=digest, made_at=clock.now())
    feed.token_hash, feed.made_at = digest, clock.now()
    feed.fetched_at, feed.fetched_by = None, ""
    session.add(feed)
    session.flush()
    audit.record(session, actor, action, detail={"user": actor.id})
    return token


def revoke_feed(session: Session, actor: Actor, *, user_id: int | None = None) -> None:
    """One's own, or a colleague's for who manages people. What was fetched before stays where it is."""
    whose = actor.id if user_id is None else user_id
    actor.require(Permission.TASK_WORK if whose == actor.id else Permission.PEOPLE_MANAGE)
    feed = _feed_of(session, whose) if whose is not None else None
    if feed is None:
        raise NotFound
    audit.record(session, actor, "calendar_feed.revoked", feed, detail={"user": whose})
    session.delete(feed)
    session.flush()


def _feed_of(session: Session, user_id: int) -> CalendarFeed | None:
    return session.exec(select(CalendarFeed).where(col(CalendarFeed.user_id) == user_id)).first()
