"""How people's work is judged month by month, and what follows from it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field

from db.models.columns import Base, Code, Versioned


class ScoreMonth(Base, table=True):
    """One person's or team's month, frozen with what it was worked out from."""

    __tablename__ = "score_months"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=60)
    """2026-02:person:7, so that a month is frozen once."""
    month: date = Field(index=True)
    user_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="teams.id", index=True)
    """The team itself, or the one the person was in."""
    score: float | None = None
    """1 is on target; empty: too little to judge by."""
    inputs: str = "[]"
    """Canonical JSON: each dimension with actual, target, weight and n."""
    policy_version: int = 0
    frozen_at: datetime


class AwardKind(StrEnum):
    REWARD = "reward"
    PENALTY = "penalty"


class AwardForm(StrEnum):
    PRAISE = "praise"
    BONUS = "bonus"
    PROMOTION = "promotion"
    WARNING = "warning"
    DEDUCTION = "deduction"
    DEMOTION = "demotion"


class Evidence(StrEnum):
    """What a reward or a penalty rests on."""

    BREACH = "breach"
    COMPLAINT = "complaint"
    IMPROVEMENT = "improvement"
    SCORE = "score"


class Award(Versioned, table=True):
    """A reward or a penalty (R76), decided by owner or manager and read by whom it concerns."""

    __tablename__ = "awards"

    id: int = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="teams.id", index=True)
    kind: AwardKind = Field(sa_type=Code(AwardKind))
    form: AwardForm = Field(sa_type=Code(AwardForm))
    amount_cents: int = Field(default=0, sa_type=BigInteger)
    words: str = Field(max_length=1000)
    evidence: Evidence = Field(sa_type=Code(Evidence))
    evidence_id: int
    decided_at: datetime
    decided_by_id: int | None = Field(default=None, foreign_key="users.id")
    reply: str = Field(default="", max_length=1000)
    """What the person says to it."""
    replied_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_words: str = Field(default="", max_length=1000)
