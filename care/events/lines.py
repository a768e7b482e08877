"""Events and their lists as they are shown: numbers for everybody, people for those who may see them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from db.models import AttendeeState, EventKind, EventState, Tier


class Span(StrEnum):
    COMING = "coming"
    PAST = "past"


@dataclass(frozen=True)
class Counts:
    """Of everybody on the list, whoever looks after them."""

    invited: int = 0
    accepted: int = 0
    declined: int = 0
    attended: int = 0
    walked_in: int = 0
    """Of those who came, without having been invited."""
    followed_up: int = 0
    """Of those who came."""
    seats: int = 0
    """Taken by those who came, and by those who may still come."""


@dataclass(frozen=True)
class EventLine:
    id: int
    name: str
    kind: EventKind
    starts_at: datetime
    ends_at: datetime
    place: str
    about: str
    capacity: int | None
    cost_cents: int
    owner_id: int | None
    owner: str
    state: EventState
    reason: str
    version: int
    counts: Counts

    @property
    def room(self) -> int | None:
        return None if self.capacity is None else self.capacity - self.counts.seats

    @property
    def cents_each(self) -> int | None:
        """What it cost for each who came; None: nobody came, or nobody knows what it cost."""
        if not self.counts.attended or not self.cost_cents:
            return None
        return round(self.cost_cents / self.counts.attended)


@dataclass(frozen=True)
class EventPage:
    rows: tuple[EventLine, ...]
    total: int


@dataclass(frozen=True)
class AttendeeLine:
    id: int
    customer_id: int
    customer: str
    person: str
    """The contact, where one was named."""
    tier: Tier
    owner: str
    state: AttendeeState
    accepted: bool | None
    note: str
    invited_by: str
    is_walk_in: bool
    is_followed_up: bool
    still_agrees: bool
    """False: took their consent back since they were invited."""
    may_work: bool


@dataclass(frozen=True)
class EventFile:
    line: EventLine
    attendees: tuple[AttendeeLine, ...]
    """A page of those the reader may see."""
    seen: int
    """So many those are, on all pages."""
    hidden: int
    """So many more are customers of colleagues."""
    may_plan: bool
    may_invite: bool
    has_begun: bool
    """Its day has come: somebody may be there."""


@dataclass(frozen=True)
class CustomerEventLine:
    """An event in the file of a customer."""

    event_id: int
    name: str
    kind: EventKind
    starts_at: datetime
    event_state: EventState
    state: AttendeeState
