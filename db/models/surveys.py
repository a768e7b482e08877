"""What customers are asked, through a link that works once or on the phone, and what they answered."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field

from db.models.columns import Base, Code, Stamped
from db.models.customers import Tier


class InvitationPurpose(StrEnum):
    CONFIRMATION = "confirmation"
    """Before closing: is it solved?"""
    HANDLING = "handling"
    """After closing: how was it handled? (ISO 10002: satisfaction with the complaints-handling process)"""
    TRANSACTION = "transaction"
    """After an order: how was the purchase?"""
    RELATIONSHIP = "relationship"
    """Each quarter, or whenever somebody wants to know: how are we doing?"""


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
    complaint_id: int | None = Field(default=None, foreign_key="complaints.id")
    cycle: int | None = None
    """Of the complaint."""
    order_id: int | None = Field(default=None, foreign_key="orders.id", index=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaigns.id")
    questionnaire_version_id: int | None = Field(default=None, foreign_key="questionnaire_versions.id", index=True)
    """Empty: the two questions about a complaint, which are fixed."""
    customer_id: int | None = Field(default=None, foreign_key="customers.id")
    owner_id: int | None = Field(default=None, foreign_key="users.id")
    """Whose customer they were when they were asked; so are team and tier."""
    team_id: int | None = Field(default=None, foreign_key="teams.id")
    tier: Tier | None = Field(default=None, sa_type=Code(Tier))
    assignee_id: int | None = Field(default=None, foreign_key="users.id")
    """Who has taken it to call, so that nobody else does."""
    token_hash: str | None = Field(default=None, unique=True, max_length=64)
    by_id: int | None = Field(default=None, foreign_key="users.id")
    sent_at: datetime
    """When it was made: mailed at once, or given to a colleague to be handed over or asked on the phone."""
    asked_at: datetime | None = None
    """When it got to the customer: mailed, handed over, dialled for the first time. What was answered is counted
    against these."""
    to_do_since: datetime | None = None
    """Since when one of us has to hand the link over or to call; empty: nothing is to be done."""
    dials: int = Field(default=0)
    """How often a colleague has tried to call."""
    remind_at: datetime | None = None
    """When the one reminder is due; empty: none, or given."""
    reminded_at: datetime | None = None
    expires_at: datetime
    withdrawn_at: datetime | None = None
    """Replaced by a newer link, or no longer wanted."""

    __table_args__ = (
        Index("ix_invitations_complaint", "complaint_id", "cycle", "purpose"),
        Index("ix_invitations_sent", "sent_at", "purpose"),
        # Who was asked lately is looked up for every customer of an audience.
        Index("ix_invitations_customer", "customer_id", "sent_at", "purpose"),
        # A campaign is counted from this alone, in the order that its groups have.
        Index("ix_invitations_campaign", "campaign_id", "mode", "owner_id", "team_id", "tier", "asked_at"),
        Index("ix_invitations_purpose", "purpose", "asked_at", "mode", "owner_id", "team_id", "tier"),
        Index(
            "ix_invitations_to_do",
            "customer_id",
            "mode",
            "campaign_id",
            sqlite_where=text("to_do_since IS NOT NULL"),
            postgresql_where=text("to_do_since IS NOT NULL"),
        ),
    )


class Answer(Base, table=True):
    """What the customer answered; never changed. The last three columns are ours: what came of it."""

    __tablename__ = "answers"

    id: int = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitations.id", unique=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaigns.id")
    """The invitation's, so that a campaign's answers are read without it."""
    at: datetime = Field(index=True)
    is_solved: bool | None = None
    score: int | None = None
    """1 to 5: how the complaint was handled; of a questionnaire its first question on that scale."""
    nps: int | None = None
    """0 to 10: would they recommend us."""
    ces: int | None = None
    """1 to 7: how easy it was, 7 the easiest."""
    values: str = Field(default="{}")
    """Canonical JSON by the question's code: a number, a list of choices, null for “does not apply”."""
    texts: str = Field(default="{}")
    """JSON by the question's code: what they wrote."""
    comment: str = ""
    """The same as one text, to be read and searched."""
    language: str = Field(default="", max_length=10)
    """In which it was asked; empty: nobody noted it."""
    collector_id: int | None = Field(default=None, foreign_key="users.id")
    """Who asked on the phone: never the handler or the owner."""
    led_to_id: int | None = Field(default=None, foreign_key="complaints.id", index=True)
    """The complaint, suggestion or praise that was registered because of it."""
    task_id: int | None = Field(default=None, foreign_key="tasks.id", index=True)
    """Who looks into it."""
    import_job_id: int | None = Field(default=None, foreign_key="import_jobs.id", index=True)

    # A campaign's scores are counted from this alone, and its newest answers are walked in it.
    __table_args__ = (Index("ix_answers_campaign", "campaign_id", "at", "score", "nps"),)
