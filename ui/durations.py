"""Spans of time as people write them: 30 min, 4 h, 1 h 30 min, 2 天."""

import re
import unicodedata

from care import worktime

_PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([^\d\s.]*)\s*")
_MINUTES = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "分", "分钟"), 1),
    **dict.fromkeys(("", "h", "hr", "hrs", "hour", "hours", "时", "小时", "个小时", "钟头"), 60),
    **dict.fromkeys(("d", "day", "days", "天", "日"), 24 * 60),
}


class NoDuration(ValueError):
    """What was typed is no span of time."""


def shown(minutes: int | None) -> str:
    """Hours and minutes, since that is how promises are spoken of: 48 h, not 2 d. Empty: none."""
    return "" if minutes is None else worktime.span(minutes)


def minutes_of(typed: str) -> int | None:
    """A number alone is hours; nothing is None."""
    text, total, at = unicodedata.normalize("NFKC", typed).strip().lower(), 0.0, 0
    if not text:
        return None
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or part[2] not in _MINUTES or len(part[1]) > 9:
            raise NoDuration(typed)
        total, at = total + float(part[1]) * _MINUTES[part[2]], part.end()
    return round(total)
