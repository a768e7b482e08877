"""What the firm wants its numbers to be, and how they stood on a day one compares with later."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from db.models.columns import Base


class KpiTarget(Base, table=True):
    """A target from a day on, for one length of period; the next one of the same follows it. Never changed."""

    __tablename__ = "kpi_targets"

    id: int = Field(default=None, primary_key=True)
    kpi: str = Field(max_length=40)
    span: str = Field(max_length=10)
    """month, quarter or year; any other period has no target."""
    holds_from: date
    target: float | None = None
    """Empty: none from this day on."""
    red_from: float | None = None
    """Beyond this it is red; between the two it is amber."""
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")

    __table_args__ = (Index("ix_kpi_targets_kpi", "kpi", "span", "holds_from"),)


class KpiSnapshot(Base, table=True):
    """A baseline: every number of a period, frozen with the way it was counted. Never changed."""

    __tablename__ = "kpi_snapshots"

    id: int = Field(default=None, primary_key=True)
    title: str = Field(max_length=120)
    first_day: date
    last_day: date
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")
    formula_version: int
    content: str
    """Canonical JSON: every number with its value, n and the two sides of a ratio."""
    checksum: str = Field(max_length=64)
    """SHA-256 of the content with what frames it."""
