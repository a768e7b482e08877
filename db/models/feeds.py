"""A person's calendar address, which programmes outside fetch without signing in."""

from datetime import datetime

from sqlmodel import Field

from db.models.columns import Stamped


class CalendarFeed(Stamped, table=True):
    """One a person at most. Of its secret only the digest is stored; without a row nothing answers."""

    __tablename__ = "calendar_feeds"

    id: int = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id", unique=True)
    token_hash: str = Field(unique=True, max_length=64)
    made_at: datetime
    fetched_at: datetime | None = None
    """When a programme last asked, to a quarter of an hour."""
    fetched_by: str = Field(default="", max_length=200)
    """What it called itself."""
