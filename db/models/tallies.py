"""The numbers added up ahead: counts by day for each part of the firm, and what each customer put into them."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from db.models.columns import Base


class KpiTally(Base, table=True):
    """One measure of one part of the firm, a month in a row: how much each of its days adds."""

    __tablename__ = "kpi_tallies"

    cut: str = Field(primary_key=True, max_length=10)
    """Which way the firm is cut: firm, team, owner, tier, region, source, hand."""
    key: str = Field(primary_key=True, max_length=60)
    measure: int = Field(primary_key=True)
    """See care.kpis.traces."""
    month: int = Field(primary_key=True)
    """The ordinal of its first day."""
    total: int = Field(sa_type=BigInteger)
    days: str
    """The amounts of its days, with commas; what is left out at the end is nothing."""


class KpiTrace(Base, table=True):
    """What the tallies hold of one customer, complaint or lead: taken out again when it changes."""

    __tablename__ = "kpi_traces"

    kind: str = Field(primary_key=True, max_length=10)
    subject_id: int = Field(primary_key=True)
    cuts: str
    amounts: str


class KpiMark(Base, table=True):
    """Changed since the tallies were last brought up to date. Written by triggers, in the change's own transaction."""

    __tablename__ = "kpi_marks"

    id: int = Field(default=None, primary_key=True)
    kind: str = Field(max_length=10)
    subject_id: int

    __table_args__ = (Index("ix_kpi_marks_subject", "kind", "subject_id"),)


class KpiState(Base, table=True):
    """A single row: which way of counting all of the tallies follow, and how often they were written."""

    __tablename__ = "kpi_state"

    id: int = Field(default=1, primary_key=True)
    formula_version: int = 0
    generation: int = 0
