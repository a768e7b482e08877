"""What was done, by whom, when: append-only, chained by a keyed digest."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from db.models.columns import Base


class AuditEntry(Base, table=True):
    __tablename__ = "audit_entries"

    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    actor_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    """None: the system itself, or nobody signed in."""
    action: str = Field(index=True, max_length=60)
    """Past tense with a dot: customer.changed."""
    subject: str = Field(default="", max_length=40)
    subject_id: int | None = None
    count: int = 1
    detail: str = "{}"
    """Canonical JSON; holds no value of a personal field."""
    previous_mac: str = Field(default="", max_length=64)
    mac: str = Field(default="", max_length=64)

    __table_args__ = (Index("ix_audit_subject", "subject", "subject_id"),)
