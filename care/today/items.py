"""One line of a day: who, what, until when; and the lanes that lines stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care.greetings import GreetingLine

SHOWN = 8
"""Lines a lane shows; the rest are counted."""


class Kind(StrEnum):
    NEXT_STEP = "next_step"
    REVISIT = "revisit"
    GREETING = "greeting"
    VERIFY = "verify"
    LAPSE = "lapse"
    ASSIGNED = "assigned"
    BOUGHT = "bought"
    CONSENT = "consent"
    UNPLANNED = "unplanned"
    """Nothing says when this customer hears from us next."""


@dataclass(frozen=True)
class Item:
    customer_id: int
    name: str
    kind: Kind
    day: date | None
    """Until when; for what has no deadline, the day it happened or of the last order."""
    words: str = ""
    """What was said to come next."""
    revisit_id: int | None = None
    greeting: GreetingLine | None = None


@dataclass(frozen=True)
class Lane:
    items: tuple[Item, ...] = ()
    total: int = 0

    @property
    def hidden(self) -> int:
        return self.total - len(self.items)


@dataclass(frozen=True)
class Day:
    """Three lanes by urgency, four without a deadline."""

    overdue: Lane
    today: Lane
    coming: Lane
    assigned: Lane
    bought: Lane
    unplanned: Lane
    unconsented: Lane

    @property
    def is_clear(self) -> bool:
        return not any(lane.total for lane in (self.overdue, self.today, self.coming))
