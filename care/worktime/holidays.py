"""The public holidays of mainland China and the weekend days worked in exchange, as the State Council orders them."""

from datetime import date
from typing import NamedTuple

import chinese_calendar

from core.i18n import N_
from db.models import DayKind

NAMES = {
    "New Year's Day": N_("New Year's Day"),
    "Spring Festival": N_("Spring Festival"),
    "Tomb-sweeping Day": N_("Tomb-sweeping Day"),
    "Labour Day": N_("Labour Day"),
    "Dragon Boat Festival": N_("Dragon Boat Festival"),
    "National Day": N_("National Day"),
    "Mid-autumn Festival": N_("Mid-autumn Festival"),
    "Anti-Fascist 70th Day": N_("Anti-Fascist 70th Day"),
}


class PublicDay(NamedTuple):
    kind: DayKind
    name: str


_DAYS = {day: PublicDay(DayKind.OFF, name) for day, name in chinese_calendar.holidays.items()} | {
    day: PublicDay(DayKind.WORK, name) for day, name in chinese_calendar.workdays.items()
}
_YEARS = frozenset(day.year for day in chinese_calendar.holidays)


def public_day(day: date) -> PublicDay | None:
    """What was ordered for this day; None: nothing, or its year is not known."""
    return _DAYS.get(day)


def is_known(year: int) -> bool:
    """The orders for this year have been published and came with the library."""
    return year in _YEARS
