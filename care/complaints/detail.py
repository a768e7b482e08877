"""What the page of one complaint shows: frozen answers, masked as the reader may see them."""

from dataclasses import dataclass
from datetime import date, datetime

from care import casefile
from care.complaints.lifecycle import Move
from care.countdown import ClockFace
from care.revisits import VisitAbout
from db.models import (
    ComplaintCategory,
    ComplaintKind,
    ComplaintState,
    Confirmation,
    Decision,
    Direction,
    Grade,
    Medium,
    Outcome,
    Remedy,
    Severity,
)


@dataclass(frozen=True)
class Facts:
    """The plain columns of the complaint."""

    id: int
    row_version: int
    number: str
    kind: ComplaintKind
    state: ComplaintState
    order_id: int | None
    product: str
    received_at: datetime
    channel: Medium
    category: ComplaintCategory
    severity: Severity
    is_safety: bool
    impact: Grade | None
    complexity: Grade | None
    immediate_action: str
    description: str
    remedy_requested: str
    cycle: int
    reopen_count: int
    refusal_count: int
    handler_id: int | None
    team_id: int | None
    facts: str
    interim_measure: str
    decision: Decision | None
    remedy: Remedy | None
    remedy_given: str
    cost_cents: int
    confirm_by: date | None
    confirmation: Confirmation | None
    confirmed_by: str
    confirmed_at: datetime | None
    confirmed_how: str
    accepted_at: datetime | None
    responded_at: datetime | None
    proposed_at: datetime | None
    closed_at: datetime | None
    is_historical: bool
    policy_version: int


@dataclass(frozen=True)
class Party:
    """Who complained."""

    id: int | None
    """The customer, if the reader may open that file."""
    name: str
    """Empty: somebody who did not say."""
    reach: str
    """Masked, unless the reader handles this complaint."""


@dataclass(frozen=True)
class Related:
    """Another complaint, one line of it."""

    id: int
    number: str
    category: ComplaintCategory
    state: ComplaintState
    received_at: datetime


@dataclass(frozen=True)
class Links:
    duplicate_of: Related | None
    duplicates: tuple[Related, ...]
    repeat_of: Related | None
    follows: Related | None
    followed_by: tuple[Related, ...]
    earlier: tuple[Related, ...]
    """Of the same customer, the newest first."""
    same_cause: tuple[Related, ...]


@dataclass(frozen=True)
class RaisedLevel:
    id: int
    cause: str
    level: int
    fired_at: datetime
    acknowledged_by: str
    """Empty: it waits for somebody."""
    note: str
    may_answer: bool
    """The reader is one of those it was raised to."""


@dataclass(frozen=True)
class AskedExtension:
    id: int
    until: datetime
    reason: str
    asked_by: str
    is_approved: bool | None
    words: str
    may_decide: bool


@dataclass(frozen=True)
class Contacted:
    """A contact record."""

    at: datetime
    by: str
    medium: Medium
    direction: Direction
    outcome: Outcome
    summary: str
    next_step: str
    next_on: date | None


@dataclass(frozen=True)
class ComplaintFile:
    facts: Facts
    party: Party
    handler: str
    team: str
    opened_by: str
    order_number: str
    faces: tuple[ClockFace, ...]
    """Of the running cycle."""
    waits_since: datetime | None
    waits_for: str
    moves: tuple[Move, ...]
    may_handle: bool
    may_decide: bool
    entries: tuple[casefile.Entry, ...]
    contacts: tuple[Contacted, ...]
    links: Links
    visits: tuple[VisitAbout, ...]
    escalations: tuple[RaisedLevel, ...]
    extension: AskedExtension | None
    at: datetime
