"""When one usually says that one will call again. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from care.worktime import NeverOpen, WorkCalendar


class Soon(StrEnum):
    TOMORROW = "tomorrow"
    THREE_DAYS = "three_days"
    WEEK = "week"
    MONTH = "month"


_DAYS = {Soon.TOMORROW: 1, Soon.THREE_DAYS: 3, Soon.WEEK: 7, Soon.MONTH: 30}


@dataclass(frozen=True)
class NextDay:
    soon: Soon
    on: date


def next_days(today: date, calendar: WorkCalendar) -> tuple[NextDay, ...]:
    """Each moved to the next day that is worked; before a long holiday two may meet, and the sooner word is kept."""
    found: dict[date, NextDay] = {}
    for soon, days in _DAYS.items():
        on = _worked(today + timedelta(days=days), calendar)
        found.setdefault(on, NextDay(soon, on))
    return tuple(found.values())


def _worked(day: date, calendar: WorkCalendar) -> date:
    try:
        return calendar.day_after(day, 0)
    except NeverOpen:
        return day  # a firm without any hours still calls its customers
