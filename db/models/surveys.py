"""What customers are asked, through a link that works once or on the phone, and what they answered."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from db.models.columns import Base, Code, Stamped


class InvitationPurpose(StrEnum):
    CONFIRMATION = "confirmation"
    """Before closing: is it solved?"""
    HANDLING = "handling"
    """After closing: how was it handled? (ISO 10002: satisfaction with the complaints-handling process)"""


class InvitationMode(StrEnum):
    LINK = "link"
    MAIL = "mail"
    PHONE = "phone"


class Invitation(Stamped, table=True):
    """One customer asked once. Of a link only the digest of its token is stored."""

    __tablename__ = "invitations"

    id: int = Field(default=None, primary_key=True)
    purpose: InvitationPurpose = Field(sa_type=Code(InvitationPurpose))
    mode: InvitationMode = Field(sa_type=Code(InvitationMode))
    complaint_id: int = Field(foreign_key="complaints.id")
    cycle: int
    customer_id: int | None = Field(default=None, foreign_key="customers.id", index=True)
    token_hash: str | None = Field(default=None, unique=True, max_length=64)
    by_id: int | None = Field(default=None, foreign_key="users.id")
    sent_at: datetime
    remind_at: datetime | None = None
    """When the one reminder is due; empty: none, or given."""
    reminded_at: datetime | None = None
    expires_at: datetime
    withdrawn_at: datetime | None = None
    """Replaced by a newer link, or no longer wanted."""

    __table_args__ = (
        Index("ix_invitations_complaint", "complaint_id", "cycle", "purpose"),
        Index("ix_invitations_sent", "sent_at", "purpose"),
    )


class Answer(Base, table=True):
    """What the customer answered; never changed."""

    __tablename__ = "answers"

    id: int = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitations.id", unique=True)
    at: datetime = Field(index=True)
    is_solved: bool | None = None
    score: int | None = None
    """1 to 5, how the complaint was handled."""
    comment: str = ""
    collector_id: int | None = Field(default=None, foreign_key="users.id")
    """Who asked on the phone: never the handler."""
