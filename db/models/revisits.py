"""Visits to customers that come due by themselves: the open one, those that were, their moves, and what they found."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ColumnElement, Index, literal_column, text
from sqlmodel import Field, col

from db.models.columns import Base, Code, Stamped, Versioned

_OPEN = text("state = 'open'")


class VisitState(StrEnum):
    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    """Left out with a reason, or not reached after as many tries as the firm asks for: counts as not done."""
    CANCELLED = "cancelled"
    """The plan ended: consent withdrawn, customer removed or lost, plan paused."""


class VisitCause(StrEnum):
    CYCLE = "cycle"
    ORDER = "order"
    """The first visit after an order."""
    COMPLAINT = "complaint"
    """After a complaint was closed."""
    MANUAL = "manual"
    """Somebody said when."""


class PlanEnd(StrEnum):
    """Why a plan ended, and with it the open visit."""

    CONSENT = "consent"
    LOST = "lost"
    PAUSED = "paused"
    REMOVED = "removed"


class MoveKind(StrEnum):
    RESCHEDULED = "rescheduled"
    """By a person, with a reason."""
    RETRIED = "retried"
    """Nobody answered: another working day by rule."""
    REPLANNED = "replanned"
    """Tier, cycle or a contact changed what is due."""


class Demand(StrEnum):
    """What a customer asks for, coded so that it can be counted over time (R46)."""

    NEW_PRODUCT = "new_product"
    REPURCHASE = "repurchase"
    PRICE = "price"
    DELIVERY = "delivery"
    QUALITY = "quality"
    AFTER_SALES = "after_sales"
    TRAINING = "training"
    CUSTOM = "custom"
    PAYMENT = "payment"
    OTHER = "other"


class Revisit(Versioned, table=True):
    """One visit to one customer; of the open ones a customer has one at most."""

    __tablename__ = "revisits"

    id: int = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id")
    cause: VisitCause = Field(default=VisitCause.CYCLE, sa_type=Code(VisitCause))
    state: VisitState = Field(default=VisitState.OPEN, sa_type=Code(VisitState))
    due_on: date
    """What the cycle says, always a working day as the calendar stood."""
    planned_on: date
    """The day it stands on now: spread, rescheduled, retried."""
    grace_days: int
    latest_on: date
    """`due_on` and the grace: done later is done late, whenever it is planned."""
    since_at: datetime
    """The contact, visit or first day from which the due day was counted,"""
    cycle_days: int
    """and the cycle: whoever has another one now is planned anew."""
    is_fixed: bool = False
    """A person chose the day: no rule moves it."""
    assignee_id: int | None = Field(default=None, foreign_key="users.id")
    """With `team_id` kept in step with the customer's owner while it is open."""
    team_id: int | None = Field(default=None, foreign_key="teams.id")
    attempts: int = 0
    """Tries that reached nobody."""
    last_attempt_on: date | None = None
    is_unreached: bool = False
    """Skipped because nobody answered."""
    done_at: datetime | None = None
    """When it ended, in whichever way; `done_on` is the firm's day of it."""
    done_on: date | None = None
    done_by_id: int | None = Field(default=None, foreign_key="users.id")
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id")
    """What was said."""
    satisfaction: int | None = None
    """1 to 5."""
    need_change: str = Field(default="", max_length=1000)
    problem: str = Field(default="", max_length=1000)
    skip_reason: str = Field(default="", max_length=300)
    ended_for: PlanEnd | None = Field(default=None, sa_type=Code(PlanEnd))
    complaint_id: int | None = Field(default=None, foreign_key="complaints.id")
    """The one that a dissatisfied answer opened."""
    order_id: int | None = Field(default=None, foreign_key="orders.id")
    about_complaint_id: int | None = Field(default=None, foreign_key="complaints.id")
    import_job_id: int | None = Field(default=None, foreign_key="import_jobs.id", index=True)
    """Told by a file: history, which is in no rate."""

    __table_args__ = (
        Index("ux_revisits_open", "customer_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_revisits_customer", "customer_id", "done_on"),
        # A person's, a team's and the firm's days: counted without touching the rows.
        Index(
            "ix_revisits_open_mine", "assignee_id", "planned_on", "customer_id",
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index(
            "ix_revisits_open_team", "team_id", "planned_on", "customer_id",
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index(
            "ix_revisits_open_day", "planned_on", "customer_id", "assignee_id", "team_id",
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index("ix_revisits_state_planned", "state", "planned_on"),
        # How many of those due in a period were done in time (metrics 4.6).
        Index("ix_revisits_due", "state", "due_on", "latest_on", "done_on", "import_job_id", "team_id", "assignee_id",
              "customer_id"),
        Index("ix_revisits_done_at", "done_at"),
        Index("ix_revisits_complaint", "complaint_id"),
        Index("ix_revisits_about_complaint", "about_complaint_id"),
    )  # fmt: skip


def visit_is_open() -> ColumnElement[bool]:
    """Said in letters and not by a parameter: only so does SQLite see that an index of open visits will do."""
    return col(Revisit.state) == literal_column("'open'")


class RevisitMove(Base, table=True):
    """A visit stood on another day before: append-only."""

    __tablename__ = "revisit_moves"

    id: int = Field(default=None, primary_key=True)
    revisit_id: int = Field(foreign_key="revisits.id", index=True)
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")
    before: date
    after: date
    kind: MoveKind = Field(sa_type=Code(MoveKind))
    reason: str = Field(default="", max_length=300)


class RevisitPlan(Versioned, table=True):
    """What differs for one customer from the plan of their tier; absent: nothing does."""

    __tablename__ = "revisit_plans"

    id: int = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id", unique=True)
    cycle_days: int | None = None
    """None: the tier's."""
    reason: str = Field(default="", max_length=300)
    paused_reason: str = Field(default="", max_length=300)
    """Empty: not paused."""


class RevisitDemand(Base, table=True):
    """What the customer asked for on a visit."""

    __tablename__ = "revisit_demands"

    revisit_id: int = Field(foreign_key="revisits.id", primary_key=True)
    demand: Demand = Field(sa_type=Code(Demand), primary_key=True)


class Opportunity(Stamped, table=True):
    """Something the customer may buy, heard of on a visit (R31)."""

    __tablename__ = "opportunities"

    id: int = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id", index=True)
    revisit_id: int | None = Field(default=None, foreign_key="revisits.id", index=True)
    words: str = Field(max_length=500)
    amount_cents: int | None = Field(default=None, sa_type=BigInteger)
    """What it may be worth; None: nobody knows."""
    by_id: int | None = Field(default=None, foreign_key="users.id")
    at: datetime
