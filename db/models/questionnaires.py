"""Questionnaires with their versions, the campaigns that ask them, and the orders to be asked about."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from db.models.columns import Base, Code, Stamped, Versioned
from db.models.surveys import InvitationMode


class QuestionnaireKind(StrEnum):
    TRANSACTION = "transaction"
    RELATIONSHIP = "relationship"
    COMPLAINT = "complaint"
    OTHER = "other"


class QuestionnaireState(StrEnum):
    DRAFT = "draft"
    IN_USE = "in_use"
    RETIRED = "retired"


class Questionnaire(Versioned, table=True):
    """What is asked on one occasion, whatever its questions were at a time."""

    __tablename__ = "questionnaires"

    id: int = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, unique=True, max_length=40)
    """Of one that came with the product, so that it comes once; empty: somebody made it."""
    name_zh: str = Field(max_length=80)
    name_en: str = Field(default="", max_length=80)
    kind: QuestionnaireKind = Field(sa_type=Code(QuestionnaireKind))
    state: QuestionnaireState = Field(default=QuestionnaireState.DRAFT, sa_type=Code(QuestionnaireState))


class QuestionnaireVersion(Stamped, table=True):
    """Its questions. Once a customer was asked them they stay as they are, and a change makes the next version."""

    __tablename__ = "questionnaire_versions"

    id: int = Field(default=None, primary_key=True)
    questionnaire_id: int = Field(foreign_key="questionnaires.id")
    number: int
    questions: str = "[]"
    """Canonical JSON: see care.surveys.sheet."""
    note: str = Field(default="", max_length=300)
    """What is different, in a word."""
    used_at: datetime | None = None
    """When the first customer was asked; empty: it may still be edited."""
    by_id: int | None = Field(default=None, foreign_key="users.id")

    __table_args__ = (UniqueConstraint("questionnaire_id", "number"),)


class CampaignState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Campaign(Versioned, table=True):
    """One questionnaire asked of one audience between two days."""

    __tablename__ = "campaigns"

    id: int = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, unique=True, max_length=60)
    """Of one that came due by itself, so that it is made once."""
    name: str = Field(max_length=120)
    """Empty: the questionnaire's name and the period."""
    period: str = Field(default="", max_length=10, index=True)
    """The quarter it is about: 2026-Q1; empty: none."""
    questionnaire_id: int = Field(foreign_key="questionnaires.id", index=True)
    version_id: int | None = Field(default=None, foreign_key="questionnaire_versions.id")
    """Which questions were asked; fixed when it is launched."""
    audience: str = "{}"
    """Canonical JSON: see care.surveys.audience."""
    mode: InvitationMode = Field(sa_type=Code(InvitationMode))
    opens_on: date
    closes_on: date
    """The last day on which it can be answered."""
    state: CampaignState = Field(default=CampaignState.DRAFT, sa_type=Code(CampaignState))
    team_id: int | None = Field(default=None, foreign_key="teams.id")
    """Whose customers are asked; empty: everybody's."""
    by_id: int | None = Field(default=None, foreign_key="users.id")
    launched_at: datetime | None = None
    launched_by_id: int | None = Field(default=None, foreign_key="users.id")
    left_out: str = "{}"
    """JSON: how many of the audience were not asked when it was launched, by reason."""


class OrderSurvey(Base, table=True):
    """An order whose buyer is asked about it in some days: once, however often anybody looks."""

    __tablename__ = "order_surveys"

    order_id: int = Field(foreign_key="orders.id", primary_key=True)
    customer_id: int = Field(foreign_key="customers.id")
    due_at: datetime
    settled_at: datetime | None = None
    outcome: str = Field(default="", max_length=40)
    """What became of it: asked, or why not."""

    __table_args__ = (
        Index(
            "ix_order_surveys_due",
            "due_at",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )
