"""When a birthday is celebrated. The rule, as people keep it and as the form prints it:

- born on 29 February: on the 28th in years without it;
- born on the 30th of a lunar month: on the 29th when the month has only 29 days this year;
- born in a leap month: in that leap month when the year has it, else in the ordinary month of the same number.
"""

from collections.abc import Iterator
from datetime import date

from care.almanac.lunar import FIRST, LAST, LunarDay, Month, length_of, lunar_of, solar_of

_LAST_YEAR = 2100


def solar_birthday(year: int, born: date) -> date:
    """The day on which it is celebrated in this year of ours."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def lunar_birthday(year: int, born: LunarDay) -> date:
    """The day of ours on which it is celebrated in this lunar year."""
    has_leap = born.is_leap and length_of(year, Month(born.month, is_leap=True)) > 0
    month = Month(born.month, has_leap)
    found = solar_of(year, LunarDay(month.number, month.is_leap, min(born.day, length_of(year, month))))
    assert found is not None, "every year has the twelve months"
    return found


def next_lunar_birthday(born: LunarDay, today: date) -> date:
    """Today or the first day after it; beyond the tables the last one they know."""
    years = range(lunar_of(min(today, LAST))[0], _LAST_YEAR + 1)
    coming = (lunar_birthday(year, born) for year in years)
    return next((day for day in coming if day >= today), lunar_birthday(_LAST_YEAR, born))


def next_solar_birthday(born: date, today: date) -> date:
    this_year = solar_birthday(today.year, born)
    return this_year if this_year >= today else solar_birthday(today.year + 1, born)


def born_on(day: date) -> tuple[int, frozenset[LunarDay]]:
    """Which lunar birthdays are celebrated on this day of ours, and in which lunar year; beyond the tables none."""
    if not FIRST <= day <= LAST:
        return day.year, frozenset()
    year, lunar = lunar_of(day)
    return year, frozenset(_celebrating(year, lunar))


def _celebrating(year: int, today: LunarDay) -> Iterator[LunarDay]:
    month = Month(today.month, today.is_leap)
    ends = today.day == 29 and length_of(year, month) == 29
    days = (29, 30) if ends else (today.day,)
    stands_in = not today.is_leap and not length_of(year, Month(today.month, is_leap=True))
    for day in days:
        yield LunarDay(today.month, today.is_leap, day)
        if stands_in:
            yield LunarDay(today.month, True, day)
