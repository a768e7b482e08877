"""Dates as people and programs write them; an ambiguous order is decided for a column, and shown."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from care.imports.problems import Fault
from care.imports.reading import Cell


class DateOrder(StrEnum):
    """How a column writes 3/5/25."""

    MONTH_FIRST = "mdy"
    DAY_FIRST = "dmy"


_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001
_TIME = (
    r"(?:[T\s]*(上午|下午|晚上|早上|中午|am|pm)?\s*(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?)?分?\s*(am|pm)?"
    r"\s*(?:z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?" + _TIME, re.IGNORECASE)
_SHORT = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*([-/.])\s*(\d{4}|\d{2}|\d)" + _TIME, re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_WORDY = re.compile(
    r"(\d{1,2})[\s-]*([a-z]{3,9})\.?[\s,-]*(\d{4}|\d{2})|([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})",
    re.IGNORECASE,
)
_REPUBLIC = re.compile(r"民国\s*(\d{1,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?")
_MONTH_ONLY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?")
_NO_YEAR = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]?")
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_DATE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_SAMPLE = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*([-/.])\s*(\d{4}|\d{2})(?!\d)")


def vote(cells: Iterable[Cell]) -> tuple[DateOrder, bool]:
    """The order a column is written in, and whether that was a guess."""
    firsts, seconds, dots, seen = 0, 0, 0, 0
    for cell in cells:
        found = _SAMPLE.match(cell.strip()) if isinstance(cell, str) else None
        if found and (len(found[4]) == 4 or int(found[1]) <= 12):
            seen += 1
            firsts += int(found[1]) > 12
            seconds += int(found[2]) > 12
            dots += found[3] == "."
    if firsts or (dots and not seconds):
        return DateOrder.DAY_FIRST, bool(seconds)
    return DateOrder.MONTH_FIRST, bool(seen) and not seconds


@lru_cache(maxsize=50_000)
def read_date(cell: Cell, order: DateOrder = DateOrder.MONTH_FIRST) -> datetime | Fault:
    """The moment on the firm's clock, without a zone; midnight where only a day is written."""
    try:
        if isinstance(cell, tuple):
            return _plausible(datetime.fromisoformat(cell[1])) if cell[0] == "date" else Fault.NOT_A_DATE
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return _number(float(cell))
        return _text(str(cell), order)
    except (ValueError, OverflowError):
        return Fault.IMPOSSIBLE_DATE


def _plausible(moment: datetime) -> datetime | Fault:
    return moment.replace(tzinfo=None) if 1900 <= moment.year <= 2200 else Fault.IMPOSSIBLE_DATE


def _number(number: float) -> datetime | Fault:
    if 19_000_101 <= number <= 21_001_231 and number.is_integer():
        return _plausible(datetime.strptime(str(int(number)), "%Y%m%d"))  # noqa: DTZ007
    if 367 <= number < 110_000:
        return _EPOCH + timedelta(seconds=round(number * 86_400))
    return Fault.IMPOSSIBLE_DATE


def _text(raw: str, order: DateOrder) -> datetime | Fault:
    text = raw.strip()
    match = _YEAR_FIRST.fullmatch(text)
    if match is None:
        text = unicodedata.normalize("NFKC", text).strip()
        match = _YEAR_FIRST.fullmatch(text)
    if match:
        return _plausible(datetime(int(match[1]), int(match[2]), int(match[3]), *_clock(match, 4)))  # noqa: DTZ001
    match = _SHORT.fullmatch(text)
    if match:
        year, month, day = _short(int(match[1]), int(match[2]), match[4], order)
        return _plausible(datetime(year, month, day, *_clock(match, 5)))  # noqa: DTZ001
    return _rarely(text)


def _clock(match: re.Match[str], first: int) -> tuple[int, int, int]:
    if match[first + 1] is None:
        return 0, 0, 0
    hour, half = int(match[first + 1]), (match[first] or match[first + 4] or "").lower()
    if half in {"下午", "晚上", "pm"} and hour < 12:
        hour += 12
    if half in {"上午", "am", "早上"} and hour == 12:
        hour = 0
    return hour, int(match[first + 2]), int(match[first + 3] or 0)


def _short(first: int, second: int, last: str, order: DateOrder) -> tuple[int, int, int]:
    if len(last) < 4 and first > 12:
        return _century(first), second, int(last)  # 25/3/5 and 85.3.5 as Chinese readers take them
    year = int(last) if len(last) == 4 else _century(int(last))
    day_first = first > 12 or (order is DateOrder.DAY_FIRST and second <= 12)
    return (year, second, first) if day_first else (year, first, second)


def _century(year: int) -> int:
    return 2000 + year if year < 50 else 1900 + year


def _rarely(text: str) -> datetime | Fault:
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _plausible(datetime(*[int(part) for part in compact.groups() if part]))  # type: ignore[arg-type]  # noqa: DTZ001
    if _SERIAL.fullmatch(text):
        return _number(float(text))
    republic = _REPUBLIC.fullmatch(text)
    if republic:
        return datetime(int(republic[1]) + 1911, int(republic[2]), int(republic[3]))  # noqa: DTZ001
    chinese = _CHINESE_DATE.fullmatch(text)
    if chinese:
        year = int(chinese[1].translate(_CHINESE_DIGITS))
        return datetime(year, _chinese_number(chinese[2]), _chinese_number(chinese[3]))  # noqa: DTZ001
    wordy = _WORDY.fullmatch(text)
    return _wordy(wordy) if wordy else _reason(text)


def _wordy(match: re.Match[str]) -> datetime | Fault:
    day, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    month = _MONTHS.get(name[:3].lower())
    if month is None:
        return Fault.NOT_A_DATE
    return datetime(int(year) if len(year) == 4 else _century(int(year)), month, int(day))  # noqa: DTZ001


def _chinese_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    digit = int(ones.translate(_CHINESE_DIGITS)) if ones else 0
    return digit + (10 * (int(tens.translate(_CHINESE_DIGITS)) if tens else 1) if ten else 0)


def _reason(text: str) -> Fault:
    if text.startswith(("农历", "阴历")) or "闰" in text or "初" in text:
        return Fault.LUNAR_DATE
    if _MONTH_ONLY.fullmatch(text):
        return Fault.MONTH_ONLY
    return Fault.NO_YEAR if _NO_YEAR.fullmatch(text) else Fault.NOT_A_DATE
