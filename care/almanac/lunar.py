"""Days of the lunar calendar and ours: everything that the library for it does for us stands here."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from borax.calendars.lunardate import LCalendars, LunarDate

FIRST, LAST = date(1900, 1, 31), date(2101, 1, 28)
"""The days that its tables reach."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_CODE = re.compile(r"(\d\d)(L?)-(\d\d)")


class BeyondTables(ValueError):
    """Nobody has worked out the lunar calendar for this year here."""


@dataclass(frozen=True, order=True)
class Month:
    """A month of the lunar year; a leap month bears the number of the one before it."""

    number: int
    is_leap: bool = False


@dataclass(frozen=True, order=True)
class LunarDay:
    """A day of the lunar year, whatever the year."""

    month: int
    is_leap: bool
    day: int

    @property
    def code(self) -> str:
        """08-15, or 04L-03 in a leap month: as it is stored, in the order of the year."""
        return f"{self.month:02}{'L' if self.is_leap else ''}-{self.day:02}"

    @classmethod
    def of(cls, code: str) -> "LunarDay":
        """ValueError for what is no day that any lunar year has."""
        found = _CODE.fullmatch(code)
        day = cls(int(found[1]), bool(found[2]), int(found[3])) if found else None
        if day is None or not 1 <= day.day <= possible_months().get(Month(day.month, day.is_leap), 0):
            raise ValueError(code)
        return day


def lunar_of(day: date) -> tuple[int, LunarDay]:
    """The lunar year, and the day in it."""
    if not FIRST <= day <= LAST:
        raise BeyondTables(day)
    found = LunarDate.from_solar(day)
    return found.year, LunarDay(found.month, bool(found.leap), found.day)


def lunar_year_of(day: date) -> int:
    return lunar_of(day)[0]


def solar_of(year: int, day: LunarDay) -> date | None:
    """None: this year has no such day."""
    if not 1 <= day.day <= length_of(year, Month(day.month, day.is_leap)):
        return None
    found: date = LunarDate(year, day.month, day.day, int(day.is_leap)).to_solar_date()
    return found


def length_of(year: int, month: Month) -> int:
    """29 or 30 days; 0 when the year lacks this month."""
    return months_of(year).get(month, 0)


@cache
def months_of(year: int) -> dict[Month, int]:
    """The months of a lunar year in their order, each with its days."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BeyondTables(year)
    return {Month(number, bool(leap)): days for number, days, leap in LCalendars.iter_year_month(year)}


@cache
def possible_months() -> dict[Month, int]:
    """Every month that some year has, with the most days it can have: 闰正月 and 闰腊月 do not come in our time."""
    longest: dict[Month, int] = {}
    for year in range(_FIRST_YEAR, _LAST_YEAR + 1):
        for month, days in months_of(year).items():
            longest[month] = max(days, longest.get(month, 0))
    return dict(sorted(longest.items()))
