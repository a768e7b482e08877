"""What must be done by whom, who was told, and what runs by itself."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from db.models.columns import Base, Code, Stamped, Versioned


class Subject(StrEnum):
    """What a task or a notice is about."""

    CUSTOMER = "customer"
    COMPLAINT = "complaint"
    ACTION = "action"
    IMPROVEMENT = "improvement"
    LEAD = "lead"
    REVISIT = "revisit"
    TASK = "task"
    JOB = "job"
    RULE = "rule"
    INSPECTION = "inspection"
    AWARD = "award"
    SCORE = "score"
    CAMPAIGN = "campaign"
    EVENT = "event"
    REPORT = "report"


class Task(Versioned, table=True):
    """Something one person has to do until a moment, done with a word."""

    __tablename__ = "tasks"

    id: int = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, unique=True, max_length=100)
    """What a rule made it for, so that it is made once; empty when a person made it."""
    kind: str = Field(default="other", max_length=40)
    """A code of care.tasks: what sort of thing is to be done."""
    title: str = Field(default="", max_length=300)
    """In a person's words; empty: the words of its kind."""
    subject: Subject | None = Field(default=None, sa_type=Code(Subject))
    subject_id: int | None = None
    assignee_id: int | None = Field(default=None, foreign_key="users.id")
    team_id: int | None = Field(default=None, foreign_key="teams.id")
    due_at: datetime
    created_by_id: int | None = Field(default=None, foreign_key="users.id")
    done_at: datetime | None = None
    done_by_id: int | None = Field(default=None, foreign_key="users.id")
    outcome: str = Field(default="", max_length=1000)
    cancelled_at: datetime | None = None

    __table_args__ = (
        Index("ix_tasks_subject", "subject", "subject_id"),
        # Which complaints somebody may read because of a task is asked with every one of their lists.
        Index("ix_tasks_assignee", "assignee_id", "subject", "cancelled_at", "created_by_id", "subject_id"),
        Index(
            "ix_tasks_open",
            "assignee_id",
            "due_at",
            sqlite_where=text("done_at IS NULL AND cancelled_at IS NULL"),
            postgresql_where=text("done_at IS NULL AND cancelled_at IS NULL"),
        ),
    )


class Notice(Base, table=True):
    """One thing one person was told."""

    __tablename__ = "notices"

    id: int = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id")
    key: str = Field(max_length=120)
    """What happened: the same thing is told once."""
    kind: str = Field(max_length=40)
    """A code of care.notices, which has the sentence."""
    subject: Subject | None = Field(default=None, sa_type=Code(Subject))
    subject_id: int | None = None
    detail: str = "{}"
    """JSON: what the sentence is filled with; no personal data."""
    at: datetime
    read_at: datetime | None = None

    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        Index("ix_notices_user_at", "user_id", "at"),
        Index(
            "ix_notices_unread",
            "user_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
    )


class Job(Base, table=True):
    """When a job of the schedule runs next and what became of its last run; whoever claims the row runs it."""

    __tablename__ = "jobs"

    name: str = Field(primary_key=True, max_length=40)
    next_at: datetime
    claimed_until: datetime | None = None
    """Somebody is running it; after this moment they are taken for dead."""
    claim: str = Field(default="", max_length=40)
    started_at: datetime | None = None
    ended_at: datetime | None = None
    succeeded_at: datetime | None = None
    count: int = 0
    """How many things the last run did."""
    failures: int = 0
    """How often in a row it failed: each time it waits longer."""
    error: str = Field(default="", max_length=500)
    """Why the last run failed; empty: it did not."""


class MailState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    """Given up after several attempts."""


class Mail(Stamped, table=True):
    """A message on its way out; the job that sends mail tries until it is taken or given up."""

    __tablename__ = "mails"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=100)
    to: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    body: str
    state: MailState = Field(default=MailState.WAITING, sa_type=Code(MailState))
    attempts: int = 0
    next_at: datetime
    sent_at: datetime | None = None
    error: str = Field(default="", max_length=300)

    __table_args__ = (
        Index(
            "ix_mails_waiting",
            "next_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )
