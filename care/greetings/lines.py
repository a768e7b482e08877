"""Greetings as a list shows them: what is late, today's, this week's, this month's."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from db.models import Cancelled, GreetingState, Medium, Occasion, Tier


class Lane(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class GreetingLine:
    id: int
    customer_id: int
    customer: str
    person: str
    """The contact, where it is not the customer."""
    tier: Tier
    occasion: Occasion
    about: str
    day: date
    years: int | None
    owner: str


@dataclass(frozen=True)
class Lines:
    """The first of them, and how many there are."""

    first: tuple[GreetingLine, ...] = ()
    total: int = 0

    @property
    def hidden(self) -> int:
        return self.total - len(self.first)


@dataclass(frozen=True)
class Calendar:
    lanes: dict[Lane, Lines]

    @property
    def is_empty(self) -> bool:
        return not any(lines.total for lines in self.lanes.values())


@dataclass(frozen=True)
class DueLines:
    """For somebody's day: what is late, what is today, what comes in the seven days after."""

    overdue: Lines
    today: Lines
    coming: Lines


@dataclass(frozen=True)
class PastLine:
    """A greeting that is over."""

    id: int
    occasion: Occasion
    about: str
    day: date
    state: GreetingState
    medium: Medium | None
    at: datetime | None
    by: str
    reason: str
    cancelled_for: Cancelled | None
