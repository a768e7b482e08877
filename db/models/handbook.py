"""The firm's rulebook: chapters, rules version by version, who has read them, how they were reviewed and kept."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from db.models.columns import Base, Code, Stamped, Versioned
from db.models.work import Subject


class RuleState(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in_force"
    RETIRED = "retired"


class Chapter(Stamped, table=True):
    __tablename__ = "handbook_chapters"

    id: int = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=40)
    place: int
    title_zh: str = Field(max_length=100)
    title_en: str = Field(max_length=100)


class Rule(Versioned, table=True):
    """What stays the same of a rule while its words change."""

    __tablename__ = "handbook_rules"

    id: int = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=40)
    chapter_id: int = Field(foreign_key="handbook_chapters.id", index=True)
    place: int
    state: RuleState = Field(default=RuleState.DRAFT, sa_type=Code(RuleState))
    version: int = 0
    """The one in force; 0: none was so far."""
    owner_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    review_months: int = 0
    """0: as the policy of the handbook says."""
    next_review_on: date | None = None
    """Empty while the rule is not in force."""


class RuleVersion(Base, table=True):
    """The words of a rule; a trigger refuses to change or delete a version that has been put in force."""

    __tablename__ = "handbook_rule_versions"

    id: int = Field(default=None, primary_key=True)
    rule_id: int = Field(foreign_key="handbook_rules.id")
    version: int
    title_zh: str = Field(max_length=120)
    title_en: str = Field(max_length=120)
    text_zh: str
    """Numbers of a policy stand in braces: {complaint.resolve_hours}."""
    text_en: str
    check_code: str = Field(default="", max_length=40)
    """Of care.handbook.checks; empty: the rule is text alone."""
    parameters: str = "{}"
    """Canonical JSON: what the check is asked with."""
    reason: str = Field(default="", max_length=300)
    drafted_at: datetime
    drafted_by_id: int | None = Field(default=None, foreign_key="users.id")
    effective_on: date | None = None
    in_force_at: datetime | None = None
    """When it was put in force; empty: a draft."""
    in_force_by_id: int | None = Field(default=None, foreign_key="users.id")

    __table_args__ = (UniqueConstraint("rule_id", "version"),)


class RuleReceipt(Base, table=True):
    """Somebody has read this version and says so with their name."""

    __tablename__ = "handbook_receipts"

    id: int = Field(default=None, primary_key=True)
    rule_version_id: int = Field(foreign_key="handbook_rule_versions.id")
    user_id: int = Field(foreign_key="users.id", index=True)
    at: datetime

    __table_args__ = (UniqueConstraint("rule_version_id", "user_id"),)


class ReviewVerdict(StrEnum):
    KEEP = "keep"
    REVISE = "revise"
    RETIRE = "retire"


class RuleReview(Base, table=True):
    """One look at whether a rule still serves; never changed."""

    __tablename__ = "handbook_reviews"

    id: int = Field(default=None, primary_key=True)
    rule_id: int = Field(foreign_key="handbook_rules.id", index=True)
    version: int
    due_on: date = Field(index=True)
    on: date
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")
    owner_id: int | None = Field(default=None, foreign_key="users.id")
    """Whose duty the review was."""
    verdict: ReviewVerdict = Field(sa_type=Code(ReviewVerdict))
    words: str
    members: str = "[]"
    """JSON list of the ids of those who took part."""


class BreachState(StrEnum):
    EXPLAINED = "explained"
    EXCUSED = "excused"
    REFUSED = "refused"
    ACTED = "acted"
    """Something follows from it: a task or an improvement."""


class Breach(Versioned, table=True):
    """What was said and decided about one case in which a rule was not kept; one nobody speaks of has no row."""

    __tablename__ = "handbook_breaches"

    id: int = Field(default=None, primary_key=True)
    check_code: str = Field(max_length=40)
    case_id: int = Field(sa_type=BigInteger)
    """Which case of the check: its clock, its task, its customer with the day since when the file was not verified."""
    rule_id: int = Field(foreign_key="handbook_rules.id", index=True)
    subject: Subject | None = Field(default=None, sa_type=Code(Subject))
    subject_id: int | None = None
    who_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="teams.id")
    at: datetime | None = None
    state: BreachState = Field(sa_type=Code(BreachState))
    explanation: str = Field(default="", max_length=1000)
    explained_at: datetime | None = None
    explained_by_id: int | None = Field(default=None, foreign_key="users.id")
    decision: str = Field(default="", max_length=1000)
    decided_at: datetime | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="users.id")
    task_id: int | None = Field(default=None, foreign_key="tasks.id")

    __table_args__ = (UniqueConstraint("check_code", "case_id"), Index("ix_handbook_breaches_state", "state"))


class RuleReading(Base, table=True):
    """How a rule that looks at what is now stood at the end of a month: it cannot be counted afterwards."""

    __tablename__ = "handbook_readings"

    id: int = Field(default=None, primary_key=True)
    measured: str = Field(max_length=120)
    """The check's code with its parameters."""
    month: date
    met: int
    n: int
    at: datetime

    __table_args__ = (UniqueConstraint("measured", "month"),)
