"""Whether somebody's calendar is subscribed to, and how lately it was fetched."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from db.models import CalendarFeed


@dataclass(frozen=True)
class FeedStanding:
    made_at: datetime
    fetched_at: datetime | None
    fetched_by: str
    """What the programme that fetched it called itself; a programme can call itself anything."""


def standing(session: Session, actor: Actor, *, user_id: int | None = None) -> FeedStanding | None:
    """One's own, or a colleague's for who manages people; None: there is no address."""
    whose = actor.id if user_id is None else user_id
    actor.require(Permission.TASK_WORK if whose == actor.id else Permission.PEOPLE_MANAGE)
    feed = session.exec(select(CalendarFeed).where(col(CalendarFeed.user_id) == whose)).first()
    return FeedStanding(feed.made_at, feed.fetched_at, feed.fetched_by) if feed else None
