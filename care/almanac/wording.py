"""Lunar days as they are written: 八月十五, 闰四月初三, 腊月廿九."""

import re

from care.almanac.lunar import LunarDay, Month

_DIGITS = "一二三四五六七八九十"
_MONTHS = ("正", *_DIGITS[1:], "冬", "腊")
_TENS = ("初", "十", "廿", "三")
_MONTH_WORDS = {word: number for number, word in enumerate(_MONTHS, 1)} | {
    "一": 1, "元": 1, "十一": 11, "十二": 12, "臘": 12,
}  # fmt: skip
_SIMPLE = str.maketrans({"閏": "闰", "農": "农", "曆": "历", "歷": "历", "陰": "阴", "號": "号"})
_WRITTEN = re.compile(
    r"(?:农历|阴历|旧历)?(?:\d{4}年)?(闰?)([正元一二三四五六七八九十冬腊]{1,2}|\d{1,2})月(.{1,3}?)[日号]?"
)


def month_in_chinese(month: Month) -> str:
    return f"{'闰' if month.is_leap else ''}{_MONTHS[month.number - 1]}月"


def in_chinese(day: LunarDay) -> str:
    return month_in_chinese(Month(day.month, day.is_leap)) + _day_word(day.day)


def read_chinese(text: str) -> LunarDay | None:
    """What somebody wrote, with or without 农历 before it; None for what is no day of the lunar year."""
    found = _WRITTEN.fullmatch("".join(text.split()).translate(_SIMPLE))
    if found is None:
        return None
    leap, month, day = found.groups()
    number, date_in_it = _month_number(month), _day_number(day)
    try:
        return LunarDay.of(LunarDay(number, bool(leap), date_in_it).code)
    except ValueError:
        return None


def _day_word(day: int) -> str:
    if day in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return _TENS[day // 10] + _DIGITS[day % 10 - 1]


_DAY_WORDS = {_day_word(day): day for day in range(1, 31)} | {
    **{_DIGITS[n - 1]: n for n in range(1, 11)},
    **{f"二十{_DIGITS[n - 1]}": 20 + n for n in range(1, 10)},
    "廿": 20, "卅": 30,
}  # fmt: skip


def _month_number(word: str) -> int:
    return int(word) if word.isascii() else _MONTH_WORDS.get(word, 0)


def _day_number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() else _DAY_WORDS.get(word, 0)
