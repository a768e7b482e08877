"""Why it happened, what is done about it, whether that helped, and which rule should change."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field

from db.models.columns import Code, Stamped, Versioned


class CauseCategory(StrEnum):
    SKILL = "skill"
    ATTITUDE = "attitude"
    PROCESS = "process"
    DESIGN = "design"
    SUPPLIER = "supplier"
    EQUIPMENT = "equipment"
    COMMUNICATION = "communication"
    ENVIRONMENT = "environment"
    MISUSE = "misuse"
    UNKNOWN = "unknown"


class EscapeCause(StrEnum):
    """Why it reached the customer (8D: D4)."""

    NOT_CHECKED = "not_checked"
    NO_STANDARD = "no_standard"
    STANDARD_IGNORED = "standard_ignored"
    NOT_DETECTABLE = "not_detectable"


class RootCause(Versioned, table=True):
    __tablename__ = "root_causes"

    id: int = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaints.id", unique=True)
    category: CauseCategory = Field(sa_type=Code(CauseCategory), index=True)
    words: str = ""
    whys: str = "[]"
    """JSON list of answers, the first why first."""
    escape: EscapeCause | None = Field(default=None, sa_type=Code(EscapeCause))
    found_at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")


class ActionState(StrEnum):
    PLANNED = "planned"
    DOING = "doing"
    TO_VERIFY = "to_verify"
    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"


class CorrectiveAction(Versioned, table=True):
    __tablename__ = "corrective_actions"

    id: int = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaints.id", index=True)
    deed: str
    owner_id: int = Field(foreign_key="users.id", index=True)
    due_on: date
    state: ActionState = Field(default=ActionState.PLANNED, sa_type=Code(ActionState))
    asked: int = 1
    """How often somebody was asked to carry it out: each time is a task of its own."""
    done_at: datetime | None = None
    done_by_id: int | None = Field(default=None, foreign_key="users.id")
    """Who reported it done: usually the owner, sometimes the complaint's handler on their behalf."""
    done_words: str = ""
    verified_at: datetime | None = None
    verified_by_id: int | None = Field(default=None, foreign_key="users.id")
    """Never the owner, never who reported it done."""
    verified_words: str = ""
    effect_due_on: date | None = None
    """When the same cause's complaints before and after are compared."""
    effect_before: int | None = None
    effect_after: int | None = None


class ImprovementState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    DOING = "doing"
    """Somebody carries it out until a day."""
    DONE = "done"
    """Its effect is still to be counted."""
    MEASURED = "measured"


class ImprovementOrigin(StrEnum):
    """What an improvement came from."""

    CAUSE = "cause"
    BREACH = "breach"
    SUGGESTION = "suggestion"
    REVIEW = "review"
    INSPECTION = "inspection"
    IDEA = "idea"


class Improvement(Versioned, table=True):
    """A rule that should change, and what says so."""

    __tablename__ = "improvements"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=80)
    """What it came from, so that it is proposed once."""
    cause: CauseCategory | None = Field(default=None, sa_type=Code(CauseCategory))
    complaint_id: int | None = Field(default=None, foreign_key="complaints.id")
    proposal: str
    evidence: str = "{}"
    """Canonical JSON: how many, since when."""
    state: ImprovementState = Field(default=ImprovementState.PROPOSED, sa_type=Code(ImprovementState))
    decided_at: datetime | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="users.id")
    words: str = ""
    origin: ImprovementOrigin = Field(
        default=ImprovementOrigin.CAUSE, sa_type=Code(ImprovementOrigin), sa_column_kwargs={"server_default": "cause"}
    )
    origin_id: int | None = None
    team_id: int | None = Field(default=None, foreign_key="teams.id")
    """Whose manager may decide on it, where no complaint speaks for it."""
    proposed_by_id: int | None = Field(default=None, foreign_key="users.id")
    owner_id: int | None = Field(default=None, foreign_key="users.id")
    due_on: date | None = None
    measure: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    """The number it is to move: `rule:…` or `kpi:…`; empty: none."""
    done_at: datetime | None = None
    done_words: str = Field(default="", sa_column_kwargs={"server_default": ""})
    effect_due_on: date | None = None
    before: float | None = None
    before_n: int | None = None
    after: float | None = None
    after_n: int | None = None


class Attachment(Stamped, table=True):
    """A file that belongs to a complaint; its bytes lie outside the web root under a name nobody chose."""

    __tablename__ = "attachments"

    id: int = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaints.id", index=True)
    name: str = Field(max_length=200)
    mime: str = Field(max_length=100)
    size: int
    sha256: str = Field(max_length=64)
    stored_as: str = Field(unique=True, max_length=40)
    by_id: int | None = Field(default=None, foreign_key="users.id")
    removed_at: datetime | None = None
