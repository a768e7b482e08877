"""Whether an action helped, and whether a cause recurs: the same count, before and after, and over the last days. Pure.

The same cause means the same category of cause, in the whole firm: an independent count needs nothing else, and the
rules that rest on it can never disagree. Duplicates are not counted; imported
history counts before and after an action, but raises no alarm.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Counted:
    """One complaint that a count rests on."""

    complaint_id: int
    received_at: datetime
    is_historical: bool = False


@dataclass(frozen=True)
class Window:
    """Half open."""

    start: datetime
    end: datetime


def around(done_at: datetime, *, days: int) -> tuple[Window, Window]:
    """So many days before the action was done, and as many after: natural days of 24 hours, to the minute."""
    span = timedelta(days=days)
    return Window(done_at - span, done_at), Window(done_at, done_at + span)


def has_helped(before: int, after: int) -> bool:
    """Fewer than before; where none comes any more there is nothing left to fall."""
    return after < before or after == 0


def recurring(counted: Sequence[Counted], *, at_least: int, used: Collection[int]) -> tuple[Counted, ...]:
    """Those that speak for a change of the rules, if they are enough; what has spoken for one is `used`."""
    fresh = tuple(one for one in counted if not one.is_historical and one.complaint_id not in used)
    return fresh if len(fresh) >= at_least else ()
