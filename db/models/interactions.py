"""What was said with a customer: when, by which channel, with what outcome."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, Integer, text
from sqlmodel import Field

from db.models.columns import Code, Stamped


class Medium(StrEnum):
    """How people talk: complaints come in by these, contacts are logged by these."""

    PHONE = "phone"
    VISIT = "visit"
    WECHAT = "wechat"
    WECOM = "wecom"
    EMAIL = "email"
    WEBSITE = "website"
    SOCIAL_MEDIA = "social_media"
    LETTER = "letter"
    AUTHORITY = "authority"
    """Passed on by a supervising authority."""
    OTHER = "other"


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Outcome(StrEnum):
    CONNECTED = "connected"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    LEFT_MESSAGE = "left_message"
    DECLINED = "declined"


class Interaction(Stamped, table=True):
    """One contact with a customer, with a lead, or with somebody who complained without being either."""

    __tablename__ = "interactions"

    id: int = Field(default=None, primary_key=True)
    customer_id: int | None = Field(default=None, foreign_key="customers.id")
    complaint_id: int | None = Field(default=None, foreign_key="complaints.id", index=True)
    lead_id: int | None = Field(default=None, foreign_key="leads.id", index=True)
    """Kept when the lead became a customer."""
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    author: str = Field(default="", max_length=60)
    """Who it was, as an imported file names somebody who has no account here."""
    medium: Medium = Field(sa_type=Code(Medium))
    direction: Direction = Field(default=Direction.OUTBOUND, sa_type=Code(Direction))
    outcome: Outcome = Field(default=Outcome.CONNECTED, sa_type=Code(Outcome))
    summary: str = ""
    next_step: str = Field(default="", max_length=300)
    next_on: date | None = None
    is_open_step: bool = False
    """It names a next step, and nothing newer was written down with this customer: one a customer or a lead at most."""
    import_job_id: int | None = Field(default=None, foreign_key="import_jobs.id", index=True)
    # A visit names the contact that ended it, and each contact its visit: the second of the two comes later.
    revisit_id: int | None = Field(
        default=None, sa_column=Column(Integer, ForeignKey("revisits.id", use_alter=True), index=True)
    )
    """The visit that was tried or made by it."""

    __table_args__ = (
        Index("ix_interactions_customer_at", "customer_id", "at"),
        # What is open is few; what was ever planned is not.
        Index(
            "ix_interactions_open_steps",
            "next_on",
            "customer_id",
            sqlite_where=text("is_open_step = 1"),
            postgresql_where=text("is_open_step"),
        ),
        # Counted by channel without touching what was said.
        Index("ix_interactions_mix", "at", "medium", "outcome", "customer_id", "direction"),
    )
