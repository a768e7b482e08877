"""Care 关怀: whom we greet on which day, what we say, what we give."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from db.models.columns import Code, Versioned
from db.models.interactions import Medium


class Occasion(StrEnum):
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    """Of the first order."""
    FESTIVAL = "festival"
    NAMED_DAY = "named_day"
    """A day of one's own: of a trade, or of this one customer."""
    SERVICE = "service"
    """What was bought is due for care: change the filter, come in for a check."""


class GreetingState(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    SKIPPED = "skipped"
    """A person decided so, with a reason."""
    CANCELLED = "cancelled"
    """A rule decided so."""


class Cancelled(StrEnum):
    """Why a rule called a greeting off."""

    CONSENT = "consent"
    REMOVED = "removed"
    LATE = "late"
    CHANGED = "changed"
    """The day or the person it was about is no longer there."""


class Greeting(Versioned, table=True):
    """One greeting of one person on one occasion. Whose it is to send follows from who looks after the customer."""

    __tablename__ = "greetings"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=100)
    """Occasion, year, customer and person: of each there is one, however often and wherever it is planned."""
    customer_id: int = Field(foreign_key="customers.id", index=True)
    contact_id: int | None = None
    """The person at the customer; no foreign key, since a person may leave and what was said to them stays."""
    occasion: Occasion = Field(sa_type=Code(Occasion))
    about: str = Field(default="", max_length=120)
    """Which festival, by its code; the name of the day; what was bought; of a lunar birthday its code."""
    day: date
    """The day that is celebrated this time."""
    years: int | None = None
    """How many years it is since, where that is counted."""
    state: GreetingState = Field(default=GreetingState.PLANNED, sa_type=Code(GreetingState))
    planned_by_id: int | None = Field(default=None, foreign_key="users.id")
    """Who chose this customer; empty when the planner did."""
    medium: Medium | None = Field(default=None, sa_type=Code(Medium))
    words: str = ""
    """What was said or written."""
    reason: str = Field(default="", max_length=300)
    """Why it was skipped."""
    cancelled_for: Cancelled | None = Field(default=None, sa_type=Code(Cancelled))
    done_at: datetime | None = None
    done_by_id: int | None = Field(default=None, foreign_key="users.id")

    __table_args__ = (
        # What is open is few; what was ever said is not.
        Index(
            "ix_greetings_open",
            "day",
            "customer_id",
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
    )


class GreetingTemplate(Versioned, table=True):
    """The firm's own words for an occasion; where there are none, those in care.greetings hold."""

    __tablename__ = "greeting_templates"

    id: int = Field(default=None, primary_key=True)
    occasion: Occasion = Field(sa_type=Code(Occasion))
    about: str = Field(default="", max_length=40)
    """Of a festival its code."""
    medium: Medium = Field(sa_type=Code(Medium))
    language: str = Field(max_length=10)
    title: str = Field(default="", max_length=200)
    """The subject of a mail."""
    words: str
    by_id: int | None = Field(default=None, foreign_key="users.id")

    __table_args__ = (UniqueConstraint("occasion", "about", "medium", "language"),)


class NamedDay(Versioned, table=True):
    """A day that the firm keeps each year: of a trade, or of one customer alone."""

    __tablename__ = "named_days"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(max_length=60)
    code: str = Field(max_length=8)
    """05-21 in our calendar; as care.almanac writes it in the lunar one."""
    is_lunar: bool = False
    since_year: int | None = None
    """From which the years are counted."""
    customer_id: int | None = Field(default=None, foreign_key="customers.id", index=True)
    """Empty: for all customers, or all of a trade."""
    industry: str = Field(default="", max_length=60)
    by_id: int | None = Field(default=None, foreign_key="users.id")
    removed_at: datetime | None = None
    """No longer kept; the row stays, since greetings are called by its id."""


class ServiceInterval(Versioned, table=True):
    """So long after somebody bought this we get in touch about it."""

    __tablename__ = "service_intervals"

    id: int = Field(default=None, primary_key=True)
    sku: str = Field(unique=True, max_length=60)
    name: str = Field(max_length=60)
    """What is due then: change the filter."""
    days: int
    by_id: int | None = Field(default=None, foreign_key="users.id")


class GiftState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Gift(Versioned, table=True):
    """Something small for a customer: asked for, approved by somebody else if it costs more, given."""

    __tablename__ = "gifts"

    id: int = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id", index=True)
    greeting_id: int | None = Field(default=None, foreign_key="greetings.id", index=True)
    what: str = Field(max_length=120)
    cost_cents: int = Field(sa_type=BigInteger)
    reason: str = Field(default="", max_length=300)
    state: GiftState = Field(sa_type=Code(GiftState))
    year: int
    """The company's year in which it was asked for: its limit counts here."""
    asked_by_id: int | None = Field(default=None, foreign_key="users.id")
    asked_at: datetime
    decided_by_id: int | None = Field(default=None, foreign_key="users.id")
    """Empty on what needed no decision."""
    decided_at: datetime | None = None
    decision: str = Field(default="", max_length=300)
    given_on: date | None = None
    given_by_id: int | None = Field(default=None, foreign_key="users.id")

    __table_args__ = (Index("ix_gifts_state_year", "state", "year"),)
