"""The same two questions answered slowly and another way: look at the clock on the wall once a minute."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")

# The State Council's order for 2026.
OFF_2026 = (
    "01-01 01-02 01-03 02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23 04-04 04-05 04-06 05-01 05-02 05-03 "
    "05-04 05-05 06-19 06-20 06-21 09-25 09-26 09-27 10-01 10-02 10-03 10-04 10-05 10-06 10-07"
)
WORKED_2026 = "01-04 02-14 02-28 05-09 09-20 10-10"
OFF = frozenset(date.fromisoformat(f"2026-{day}") for day in OFF_2026.split())
WORKED = frozenset(date.fromisoformat(f"2026-{day}") for day in WORKED_2026.split())

OFFICE = ((time(9), time(12)), (time(13, 30), time(18)))
Hours = tuple[tuple[time, time], ...]
Span = tuple[datetime, datetime]


def office_hours(day: date) -> Hours:
    """Of a firm that has set nothing."""
    if day in WORKED:
        return OFFICE
    return () if day in OFF or day.weekday() > 4 else OFFICE


class SlowClock:
    """Whole minutes only. `hours` says when a day is open; a closing time of midnight is the end of the day."""

    def __init__(self, hours: Callable[[date], Hours] = office_hours, zone: ZoneInfo = SHANGHAI) -> None:
        self.hours = cache(hours)
        self.zone = zone

    def is_open(self, minute: datetime) -> bool:
        wall = minute.astimezone(self.zone)
        return any(
            opens <= wall.time() and (closes == time(0) or wall.time() < closes)
            for opens, closes in self.hours(wall.date())
        )

    def counts(self, minute: datetime, *, working: bool, pauses: Iterable[Span]) -> bool:
        if any(start <= minute < end for start, end in pauses):
            return False
        return not working or self.is_open(minute)

    def between(self, start: datetime, end: datetime, *, working: bool, pauses: Iterable[Span] = ()) -> int:
        at, minutes = start.astimezone(UTC), 0
        while at < end:
            minutes += self.counts(at, working=working, pauses=pauses)
            at += MINUTE
        return minutes

    def after(self, start: datetime, minutes: int, *, working: bool, pauses: Iterable[Span] = ()) -> datetime:
        at, left = start.astimezone(UTC), minutes
        while left:
            left -= self.counts(at, working=working, pauses=pauses)
            at += MINUTE
        return at
