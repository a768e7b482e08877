"""The reports of a month or quarter, frozen on the day on which they were made."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.models.columns import Base


class ReportSnapshot(Base, table=True):
    """One version of a report. Never changed: whoever counts again adds the next version and says why."""

    __tablename__ = "report_snapshots"

    id: int = Field(default=None, primary_key=True)
    kind: str = Field(max_length=10)
    """month or quarter."""
    first_day: date
    last_day: date
    version: int
    language: str = Field(max_length=10)
    """In which it was made; it can be read in either."""
    reason: str = Field(default="", max_length=300)
    """Why it was made again; empty for the first."""
    made_at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")
    """Empty: it was made by itself."""
    content: str
    """Canonical JSON: every number, with the words by which it was then defined."""
    checksum: str = Field(max_length=64)
    """SHA-256 of the content."""

    __table_args__ = (UniqueConstraint("kind", "first_day", "version", name="uq_report_snapshots_version"),)
