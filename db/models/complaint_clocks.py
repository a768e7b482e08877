"""A complaint's clocks: what is due when, what stopped them, who was told."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from db.models.columns import Base, Code


class ClockKind(StrEnum):
    ACK = "ack"
    RESPONSE = "response"
    RESOLVE = "resolve"


class ClockMode(StrEnum):
    NATURAL = "natural"
    WORKING = "working"


class ClockVerdict(StrEnum):
    """Decided once, when the clock stops."""

    MET = "met"
    MISSED = "missed"
    EXCLUDED = "excluded"
    """A duplicate or withdrawn: in no time statistics."""


class Clock(Base, table=True):
    __tablename__ = "complaint_clocks"

    id: int = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaints.id")
    cycle: int
    kind: ClockKind = Field(sa_type=Code(ClockKind))
    started_at: datetime
    target_minutes: int
    mode: ClockMode = Field(sa_type=Code(ClockMode))
    due_at: datetime | None = None
    """By the original target, pauses so far counted in; empty while it is paused."""
    extended_due_at: datetime | None = None
    """By the approved extension; both are kept and reported."""
    stopped_at: datetime | None = None
    verdict: ClockVerdict | None = Field(default=None, sa_type=Code(ClockVerdict))
    """By the original target."""
    extended_verdict: ClockVerdict | None = Field(default=None, sa_type=Code(ClockVerdict))
    """As extended; the same as `verdict` without an extension."""
    net_minutes: int | None = None
    """Counted time from start to stop, without pauses and, on working time, without closed hours."""
    handler_id: int | None = Field(default=None, foreign_key="users.id")
    """Whose it was when it stopped."""
    alarm_at: datetime | None = None
    """The next moment at which somebody must be told; empty: never, or paused. The scan reads this alone."""

    __table_args__ = (
        UniqueConstraint("complaint_id", "cycle", "kind"),
        # How long a complaint took is added up from this alone.
        Index("ix_complaint_clocks_net", "complaint_id", "kind", "net_minutes"),
        # Promises kept are counted from this alone.
        Index("ix_complaint_clocks_stopped", "kind", "stopped_at", "verdict", "extended_verdict", "complaint_id",
              "handler_id"),
        Index(
            "ix_complaint_clocks_alarm",
            "alarm_at",
            sqlite_where=text("stopped_at IS NULL AND alarm_at IS NOT NULL"),
            postgresql_where=text("stopped_at IS NULL AND alarm_at IS NOT NULL"),
        ),
        Index(
            "ix_complaint_clocks_running",
            "kind",
            "due_at",
            sqlite_where=text("stopped_at IS NULL"),
            postgresql_where=text("stopped_at IS NULL"),
        ),
    )  # fmt: skip


class Pause(Base, table=True):
    """The resolution clock stands still, only while the customer has to answer; intervals never overlap."""

    __tablename__ = "complaint_pauses"

    id: int = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaints.id", index=True)
    cycle: int
    started_at: datetime
    ended_at: datetime | None = None
    asked: str
    """What the customer was asked."""
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id")
    chase_on: date
    chased: int = 0
    """Reminders given so far."""


class Extension(Base, table=True):
    """More time, asked for before the due moment and decided by somebody who may; one per cycle."""

    __tablename__ = "complaint_extensions"

    id: int = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaints.id")
    cycle: int
    asked_at: datetime
    asked_by_id: int | None = Field(default=None, foreign_key="users.id")
    until: datetime
    reason: str
    told_customer: str
    """How the customer was told the new date."""
    decided_at: datetime | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="users.id")
    is_approved: bool | None = None
    words: str = Field(default="", max_length=300)

    __table_args__ = (Index("ix_complaint_extensions_complaint", "complaint_id", "cycle"),)


class Escalation(Base, table=True):
    """Somebody higher up was told, once per complaint, cycle, cause and level."""

    __tablename__ = "complaint_escalations"

    id: int = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaints.id")
    cycle: int
    cause: str = Field(max_length=20)
    """The clock (ack, response, resolve), or another reason of care.complaints.escalation."""
    level: int
    """0 handler, 1 manager, 2 head of department, 3 owner."""
    fired_at: datetime
    acknowledged_at: datetime | None = None
    acknowledged_by_id: int | None = Field(default=None, foreign_key="users.id")
    note: str = Field(default="", max_length=300)

    __table_args__ = (
        UniqueConstraint("complaint_id", "cycle", "cause", "level"),
        Index(
            "ix_complaint_escalations_open",
            "level",
            sqlite_where=text("acknowledged_at IS NULL"),
            postgresql_where=text("acknowledged_at IS NULL"),
        ),
    )
