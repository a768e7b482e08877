"""What happened to a complaint, one row each, for ever."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from db.models.columns import Base, Code
from db.models.complaints import ComplaintState


class ComplaintEventKind(StrEnum):
    OPENED = "opened"
    MOVED = "moved"
    """From one state to another: `before` and `after` say which, `detail` holds what the gate asked for."""
    EDITED = "edited"
    ASSIGNED = "assigned"
    REGRADED = "regraded"
    NOTED = "noted"
    CONTACTED = "contacted"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_DECIDED = "extension_decided"
    ATTACHED = "attached"
    DETACHED = "detached"
    LINKED = "linked"
    TASKED = "tasked"
    CAUSE_FOUND = "cause_found"
    ACTION_CHANGED = "action_changed"
    ESCALATED = "escalated"
    ACKNOWLEDGED = "acknowledged"
    INVITED = "invited"
    ANSWERED = "answered"
    """The customer said something through a link, or a colleague wrote down what they said on the phone."""


class ComplaintEvent(Base, table=True):
    """One thing that happened, append-only: a trigger refuses change and deletion."""

    __tablename__ = "complaint_events"

    id: int = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaints.id")
    cycle: int
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")
    """None: the system, or the customer."""
    kind: ComplaintEventKind = Field(sa_type=Code(ComplaintEventKind))
    before: ComplaintState | None = Field(default=None, sa_type=Code(ComplaintState))
    after: ComplaintState | None = Field(default=None, sa_type=Code(ComplaintState))
    words: str = ""
    """The reason, the note, the answer: free text."""
    detail: str = "{}"
    """Canonical JSON: codes, ids, moments."""
    author: str = Field(default="", max_length=60)
    """Of imported history: who did it, in that file's words."""

    __table_args__ = (Index("ix_complaint_events_complaint", "complaint_id", "at"),)
