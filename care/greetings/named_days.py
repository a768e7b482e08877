"""When a day of one's own comes round. Pure."""

import re
from calendar import isleap
from datetime import date, timedelta

from care.almanac import LAST, LunarDay, lunar_birthday, lunar_year_of
from care.greetings.policy import Window
from db.models import NamedDay

_CODE = re.compile(r"(\d\d)-(\d\d)")


def days_within(day: NamedDay, window: Window) -> list[tuple[int, date]]:
    """The years, lunar ones for a lunar day, and the day of ours in each."""
    found = [(year, _in_year(day, year)) for year in _years(day, window)]
    return [(year, on) for year, on in found if window.first <= on <= window.last]


def next_day(day: NamedDay, today: date) -> date:
    coming = days_within(day, Window(today, today + timedelta(days=400)))
    return coming[0][1] if coming else today


def is_day(code: str, *, is_lunar: bool) -> bool:
    """Whether some year has it."""
    try:
        if is_lunar:
            LunarDay.of(code)
        else:
            _of_leap_year(code)
    except ValueError:
        return False
    return True


def _years(day: NamedDay, window: Window) -> range:
    if day.is_lunar:
        return range(lunar_year_of(min(window.first, LAST)), lunar_year_of(min(window.last, LAST)) + 1)
    return range(window.first.year, window.last.year + 1)


def _in_year(day: NamedDay, year: int) -> date:
    """As birthdays fall: the 30th of a short month on the 29th, 29 February on the 28th."""
    if day.is_lunar:
        return lunar_birthday(year, LunarDay.of(day.code))
    leap = _of_leap_year(day.code)
    return date(year, 2, 28) if (leap.month, leap.day) == (2, 29) and not isleap(year) else leap.replace(year=year)


def _of_leap_year(code: str) -> date:
    found = _CODE.fullmatch(code)
    if found is None:
        raise ValueError(code)
    return date(2000, int(found[1]), int(found[2]))
