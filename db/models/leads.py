"""Leads: people who may become customers, how far they got, and the promise to call them within a day."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from db.models.columns import Base, Code, Versioned
from db.models.complaint_clocks import ClockMode, ClockVerdict
from db.models.customers import Source

_OPEN = text("ended_at IS NULL")
_UNDECIDED = text("verdict IS NULL AND due_at IS NOT NULL")


class LeadStage(StrEnum):
    NEW = "new"
    CONTACTED = "contacted"
    QUALIFIED = "qualified"
    CONVERTED = "converted"
    LOST = "lost"
    INVALID = "invalid"


class LeadOrigin(StrEnum):
    """By which door it came in."""

    FORM = "form"
    QUICK = "quick"
    IMPORT = "import"
    WEB = "web"


class LostReason(StrEnum):
    PRICE = "price"
    COMPETITOR = "competitor"
    NO_NEED = "no_need"
    NO_BUDGET = "no_budget"
    NO_ANSWER = "no_answer"
    TIMING = "timing"
    OTHER = "other"


class InvalidReason(StrEnum):
    """Why it never was a lead."""

    DUPLICATE = "duplicate"
    SPAM = "spam"
    WRONG_NUMBER = "wrong_number"


class Lead(Versioned, table=True):
    __tablename__ = "leads"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=20)
    name: str = Field(max_length=200)
    name_key: str = Field(index=True, max_length=200)
    """The name as compared for duplicates: see care.customers.names."""
    company: str = Field(default="", max_length=200)
    phone: str = Field(default="", index=True, max_length=40)
    """E.164, in the spelling that duplicates are compared by; a landline too."""
    email: str = Field(default="", index=True, max_length=254)
    wechat: str = Field(default="", max_length=100)
    source: Source = Field(default=Source.OTHER, sa_type=Code(Source))
    region: str = Field(default="", max_length=60)
    need: str = ""
    """What they asked for, in their words."""
    note: str = ""
    origin: LeadOrigin = Field(sa_type=Code(LeadOrigin))
    stage: LeadStage = Field(default=LeadStage.NEW, sa_type=Code(LeadStage))
    owner_id: int | None = Field(default=None, foreign_key="users.id")
    """Empty: it waits in the queue."""
    team_id: int | None = Field(default=None, foreign_key="teams.id", index=True)
    assigned_at: datetime | None = None
    registered_by_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    """None: the web form, or an import run by the system."""

    received_at: datetime
    """When they came to us: the day the clock starts on, not when it was typed."""
    mode: ClockMode = Field(default=ClockMode.NATURAL, sa_type=Code(ClockMode))
    target_minutes: int = 0
    due_at: datetime | None = None
    """Until when they are to be reached; empty: imported history, nothing was promised."""
    policy_version: int = 0
    first_contact_at: datetime | None = None
    """When somebody first spoke with them: an attempt that reached nobody is none."""
    verdict: ClockVerdict | None = Field(default=None, sa_type=Code(ClockVerdict))
    """Decided once, by the first contact or by the end without one."""
    alarm_at: datetime | None = None
    """The next moment at which somebody must be told; the scan reads this alone."""
    next_on: date | None = None
    """The day of the open next step: kept beside the contacts for lists."""

    lost_reason: LostReason | None = Field(default=None, sa_type=Code(LostReason))
    invalid_reason: InvalidReason | None = Field(default=None, sa_type=Code(InvalidReason))
    end_words: str = Field(default="", max_length=300)
    customer_id: int | None = Field(default=None, foreign_key="customers.id", index=True)
    """Whom it became, or whom it turned out to be."""
    converted_at: datetime | None = None
    ended_at: datetime | None = None
    is_historical: bool = False
    """Imported from elsewhere: in no time statistics, and nobody is warned of it."""
    import_job_id: int | None = Field(default=None, foreign_key="import_jobs.id", index=True)
    notice_version: str = Field(default="", max_length=20)
    """Of the privacy notice they were told."""
    consents: str = "[]"
    """JSON: what they agreed to, by which way, with which proof; becomes consents of the customer."""
    search_text: str = ""
    """Folded name, pinyin, company, phone, e-mail, number."""

    __table_args__ = (
        # Who has how many, and what waits in the queue.
        Index("ix_leads_open_of", "owner_id", "due_at", "first_contact_at",
              sqlite_where=_OPEN, postgresql_where=_OPEN),
        # Whether anything changed is asked every five seconds by every board.
        Index("ix_leads_open_version", "row_version", sqlite_where=_OPEN, postgresql_where=_OPEN),
        # The period's figures are counted from these two alone.
        # Whoever waits beyond the time: few among all that were ever decided.
        Index("ix_leads_undecided", "due_at", sqlite_where=_UNDECIDED, postgresql_where=_UNDECIDED),
        Index("ix_leads_ended", "ended_at", "stage", "lost_reason", "owner_id", "team_id", "received_at"),
        Index("ix_leads_received", "received_at", "stage", "owner_id", "team_id", "source", "region", "is_historical",
              "verdict", "due_at"),
        Index(
            "ix_leads_alarm",
            "alarm_at",
            sqlite_where=text("alarm_at IS NOT NULL"),
            postgresql_where=text("alarm_at IS NOT NULL"),
        ),
    )  # fmt: skip


class LeadStageChange(Base, table=True):
    """One step from stage to stage, append-only: triggers refuse change and deletion. Its words may be emptied."""

    __tablename__ = "lead_stage_changes"

    id: int = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="leads.id", index=True)
    before: LeadStage | None = Field(default=None, sa_type=Code(LeadStage))
    """None: it was registered."""
    after: LeadStage = Field(sa_type=Code(LeadStage))
    at: datetime
    since: datetime | None = None
    """When `before` had been entered."""
    by_id: int | None = Field(default=None, foreign_key="users.id")
    words: str = Field(default="", max_length=300)

    # Entries of a stage within a period are counted from this alone.
    __table_args__ = (Index("ix_lead_stage_changes_at", "at", "after", "before", "since", "lead_id"),)


class LeadEscalation(Base, table=True):
    """Somebody was told of a lead, once per cause and level."""

    __tablename__ = "lead_escalations"

    id: int = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="leads.id")
    cause: str = Field(max_length=20)
    level: int
    """0 owner of the lead, 1 manager, 3 owner of the firm."""
    fired_at: datetime

    __table_args__ = (UniqueConstraint("lead_id", "cause", "level"),)


class LeadTurn(Base, table=True):
    """Who of those who take turns got a lead last: the one with the lowest turn is next."""

    __tablename__ = "lead_turns"

    user_id: int = Field(foreign_key="users.id", primary_key=True)
    turn: int
