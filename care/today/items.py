"""One line of a day: who, what, until when; and the lanes that lines stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SHOWN = 8
"""Lines a lane shows; the rest are counted."""


class Kind(StrEnum):
    VERIFY = "verify"
    BIRTHDAY = "birthday"
    LAPSE = "lapse"
    ASSIGNED = "assigned"
    BOUGHT = "bought"
    CONSENT = "consent"


@dataclass(frozen=True)
class Item:
    customer_id: int
    name: str
    kind: Kind
    day: date
    """Until when; for what has no deadline, the day it happened."""
    may_write: bool = True
    """The customer has agreed to something: a greeting needs that."""


@dataclass(frozen=True)
class Lane:
    items: tuple[Item, ...] = ()
    total: int = 0

    @property
    def hidden(self) -> int:
        return self.total - len(self.items)


@dataclass(frozen=True)
class Day:
    """Three lanes by urgency, three without a deadline."""

    overdue: Lane
    today: Lane
    coming: Lane
    assigned: Lane
    bought: Lane
    unconsented: Lane

    @property
    def is_clear(self) -> bool:
        return not any(lane.total for lane in (self.overdue, self.today, self.coming))


def together(lanes: Iterable[Lane]) -> Lane:
    """One lane of several, the most urgent first."""
    lanes = tuple(lanes)
    items = sorted((item for lane in lanes for item in lane.items), key=lambda item: (item.day, item.name))
    return Lane(tuple(items[:SHOWN]), sum(lane.total for lane in lanes))
