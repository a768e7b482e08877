"""The complaint's file and what happened to it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from db.models.columns import Code, Versioned
from db.models.interactions import Medium


class ComplaintKind(StrEnum):
    COMPLAINT = "complaint"
    INQUIRY = "inquiry"
    SUGGESTION = "suggestion"
    PRAISE = "praise"


class ComplaintState(StrEnum):
    NEW = "new"
    ACCEPTED = "accepted"
    INVESTIGATING = "investigating"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_THIRD = "waiting_third"
    PROPOSED = "proposed"
    CLOSED = "closed"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


class ComplaintCategory(StrEnum):
    QUALITY = "quality"
    ATTITUDE = "attitude"
    DELIVERY = "delivery"
    PRICE = "price"
    CONTRACT = "contract"
    AFTER_SALES = "after_sales"
    PRIVACY = "privacy"
    ADVERTISING = "advertising"
    SLOWNESS = "slowness"
    OTHER = "other"


class Severity(StrEnum):
    CRITICAL = "critical"
    MAJOR = "major"
    NORMAL = "normal"
    MINOR = "minor"


class Grade(StrEnum):
    """How far it reaches, and how hard it is (ISO 10002: impact, complexity)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Decision(StrEnum):
    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"


class Remedy(StrEnum):
    APOLOGY = "apology"
    EXPLANATION = "explanation"
    RETURN = "return"
    EXCHANGE = "exchange"
    REPAIR = "repair"
    REFUND = "refund"
    COMPENSATION = "compensation"
    DISCOUNT = "discount"
    REDO = "redo"
    PROCESS_CHANGE = "process_change"
    NONE = "none"


class Confirmation(StrEnum):
    """How a closed complaint ended with the customer."""

    CONFIRMED = "confirmed"
    NO_REPLY = "no_reply"
    NOT_ACCEPTED = "not_accepted"
    """Answered for good although the customer does not agree; told where else to turn."""


DECLINED = "refusal_count > 0 OR confirmation = 'not_accepted'"
"""The customer took no solution; in figures, not bound, so that SQLite knows the index of these few."""


class Complaint(Versioned, table=True):
    """Something a customer brought to us: a complaint, an inquiry, a suggestion or praise."""

    __tablename__ = "complaints"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=40)
    """TS-YYYYMM-NNNN, or as the firm's own files have it."""
    kind: ComplaintKind = Field(default=ComplaintKind.COMPLAINT, sa_type=Code(ComplaintKind))
    customer_id: int | None = Field(default=None, foreign_key="customers.id", index=True)
    reporter_name: str = Field(default="", max_length=100)
    reporter_reach: str = Field(default="", max_length=100)
    """Of somebody who is no customer of ours: personal, masked where it is read."""
    order_id: int | None = Field(default=None, foreign_key="orders.id", index=True)
    product: str = Field(default="", max_length=120)
    received_at: datetime
    """The moment the customer said it: every clock starts here."""
    channel: Medium = Field(sa_type=Code(Medium))
    category: ComplaintCategory = Field(sa_type=Code(ComplaintCategory))
    severity: Severity = Field(default=Severity.NORMAL, sa_type=Code(Severity))
    is_safety: bool = False
    impact: Grade | None = Field(default=None, sa_type=Code(Grade))
    complexity: Grade | None = Field(default=None, sa_type=Code(Grade))
    immediate_action: str = ""
    """What had to be done at once; empty: nothing."""
    description: str
    remedy_requested: str = ""
    state: ComplaintState = Field(default=ComplaintState.NEW, sa_type=Code(ComplaintState))
    cycle: int = 1
    reopen_count: int = 0
    refusal_count: int = 0
    """How often the customer declined what we proposed."""
    opened_by_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    handler_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="teams.id", index=True)
    policy_version: int = 0
    """Of complaint_targets: the running complaint keeps it; 0: the defaults in code."""
    facts: str = ""
    interim_measure: str = ""
    decision: Decision | None = Field(default=None, sa_type=Code(Decision))
    remedy: Remedy | None = Field(default=None, sa_type=Code(Remedy))
    remedy_given: str = ""
    cost_cents: int = Field(default=0, sa_type=BigInteger)
    confirm_by: date | None = None
    confirmation: Confirmation | None = Field(default=None, sa_type=Code(Confirmation))
    confirmed_by: str = Field(default="", max_length=100)
    confirmed_at: datetime | None = None
    confirmed_how: str = Field(default="", max_length=300)
    duplicate_of_id: int | None = Field(default=None, foreign_key="complaints.id", index=True)
    repeat_of_id: int | None = Field(default=None, foreign_key="complaints.id")
    """An earlier one of the same customer and category within the policy's days."""
    follows_id: int | None = Field(default=None, foreign_key="complaints.id", index=True)
    """The closed complaint that this one takes up again, too late to reopen it."""
    accepted_at: datetime | None = None
    responded_at: datetime | None = None
    proposed_at: datetime | None = None
    closed_at: datetime | None = None
    """When the running cycle ended, by any of the four ends; empty while it is open."""
    is_historical: bool = False
    """Imported as it was: no clock runs and nothing alarms."""
    import_job_id: int | None = Field(default=None, foreign_key="import_jobs.id", index=True)

    __table_args__ = (
        Index("ix_complaints_received", "received_at", "kind", "state", "customer_id", "category", "order_id"),
        # What was open on a day, and what was closed in a period, is counted from this alone.
        Index("ix_complaints_closed", "closed_at", "kind", "state", "received_at", "customer_id", "decision"),
        Index("ix_complaints_customer", "customer_id", "category", "received_at"),
        # What was over for a while is read from the events of these few.
        Index(
            "ix_complaints_reopened",
            "customer_id",
            sqlite_where=text("cycle > 1"),
            postgresql_where=text("cycle > 1"),
        ),
        # Whoever declined a solution is one of few.
        Index(
            "ix_complaints_declined", "received_at", "customer_id",
            sqlite_where=text(DECLINED), postgresql_where=text(DECLINED),
        ),
        # The board reads open complaints alone, however many are closed.
        Index(
            "ix_complaints_open",
            "state",
            "received_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )  # fmt: skip
