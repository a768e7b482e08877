"""Days of the lunar calendar on the screen: as words, and chosen among those that exist."""

from functools import cache

import streamlit as st

from care import almanac
from care.almanac import LunarDay
from core import clock
from core.i18n import N_, _, language
from ui import formats

RULE = N_(
    "Whoever has a lunar birthday is greeted on that one. Born on the 30th of a month that has 29 days this year: "
    "on the 29th. Born in a leap month: in the ordinary month in years without that leap month."
)


def lunar_select(label: str, value: str, *, key: str, with_rule: bool = True) -> str | None:
    """One field: typing 八月十五 finds it. Only days that some year has are offered; empty stands for unknown."""
    codes = [*_codes(), *([value] if value and value not in _codes() else [])]
    return st.selectbox(
        label,
        codes,
        index=codes.index(value) if value else None,
        format_func=lunar_words,
        key=key,
        placeholder=_("Choose or type, such as 八月十五"),
        help=_(RULE) if with_rule else None,
    )


def lunar_words(code: str) -> str:
    """八月十五; for whoever reads English the figures before it."""
    try:
        day = LunarDay.of(code)
    except ValueError:
        return code
    chinese = almanac.in_chinese(day)
    if language() == "zh_CN":
        return chinese
    leap = _("leap {month}") if day.is_leap else "{month}"
    return f"{leap.format(month=day.month)}/{day.day} ({chinese})"


def with_day_of_ours(code: str) -> str:
    """The lunar day, and the next day of ours on which it is celebrated."""
    try:
        day = almanac.next_lunar_birthday(LunarDay.of(code), clock.today())
    except ValueError:
        return code
    return _("{lunar}, next on {day}").format(lunar=lunar_words(code), day=formats.day(day))


@cache
def _codes() -> tuple[str, ...]:
    months = almanac.possible_months()
    return tuple(
        LunarDay(month.number, month.is_leap, day).code for month, days in months.items() for day in range(1, days + 1)
    )
