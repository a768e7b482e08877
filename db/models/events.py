"""Customer events 客户活动: trainings, thanks, product trials; whom we invited, who came, who was spoken with after."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from db.models.columns import Code, Versioned


class EventKind(StrEnum):
    TRAINING = "training"
    THANKS = "thanks"
    """答谢会: for customers one is grateful to."""
    PRODUCT_TRIAL = "product_trial"
    OTHER = "other_event"


class EventState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class CustomerEvent(Versioned, table=True):
    __tablename__ = "customer_events"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    kind: EventKind = Field(sa_type=Code(EventKind))
    starts_at: datetime
    ends_at: datetime
    place: str = Field(default="", max_length=200)
    about: str = Field(default="", max_length=2000)
    """What it is about, for whoever invites."""
    capacity: int | None = None
    """How many find room; empty: nobody counts."""
    cost_cents: int = Field(default=0, sa_type=BigInteger)
    """What it costs or did cost, altogether."""
    owner_id: int | None = Field(default=None, foreign_key="users.id")
    """Who runs it."""
    team_id: int | None = Field(default=None, foreign_key="teams.id")
    state: EventState = Field(default=EventState.PLANNED, sa_type=Code(EventState))
    reason: str = Field(default="", max_length=300)
    """Why it was called off."""
    ended_at: datetime | None = None
    """When it was marked as held, or called off."""

    __table_args__ = (Index("ix_customer_events_state", "state", "starts_at"),)


class AttendeeState(StrEnum):
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ATTENDED = "attended"
    ABSENT = "absent"
    """Was expected and did not come."""


class Attendee(Versioned, table=True):
    """One customer and one event: invited, or there without having been."""

    __tablename__ = "event_attendees"

    id: int = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="customer_events.id")
    customer_id: int = Field(foreign_key="customers.id", index=True)
    contact_id: int | None = None
    """The person at the customer; no foreign key, since a person may leave and having been there stays."""
    state: AttendeeState = Field(default=AttendeeState.INVITED, sa_type=Code(AttendeeState))
    invited_at: datetime | None = None
    """Empty: came without having been invited."""
    invited_by_id: int | None = Field(default=None, foreign_key="users.id")
    accepted: bool | None = None
    """What they said to the invitation, whatever became of it; empty: nothing yet."""
    note: str = Field(default="", max_length=300)
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id", index=True)
    """What was said with them afterwards."""

    __table_args__ = (UniqueConstraint("event_id", "customer_id"),)
