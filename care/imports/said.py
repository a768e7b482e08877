"""What rows of every newer kind share: moments on the firm's clock, points, and words that no code of ours says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from care.imports.complaint_words import meaning
from care.imports.fields import Parser
from care.imports.kinds import Kind, field_of
from care.imports.problems import Fault
from core.i18n import _

Said = dict[str, Any]
"""A row's cells by field."""
_NOTHING = frozenset({"", "-", "--", "/", "无", "未评价", "未回访", "n/a", "na", "null"})
_POINTS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:分|星|/\s*\d{1,2}|points?|stars?)?", re.IGNORECASE)


@dataclass
class Notes:
    """What is wrong with a row, and what of it is kept in its own words."""

    kind: Kind
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)

    def keep(self, code: str, word: str | None) -> None:
        if word:
            label = _(field_of(self.kind, code).label)
            self.beyond.append(_("{field}: {value}").format(field=label, value=word))

    def fail(self, value: str, fault: Fault) -> None:
        self.faults.append((value, fault))


@dataclass(frozen=True)
class FirmClock:
    """The firm's time; cells have no zone."""

    zone: ZoneInfo
    now: datetime

    def instant(self, at: datetime | None) -> str | None:
        if at is None:
            return None
        return (at - (self.zone.utcoffset(at) or timedelta())).isoformat(timespec="seconds") + "+00:00"

    def is_to_come(self, at: datetime) -> bool:
        return at > self.now


def a_score(notes: Notes, word: str | None) -> tuple[int | None, str]:
    """One to five, by number or by word; what is neither is what somebody wrote."""
    text = (word or "").strip()
    if text.casefold() in _NOTHING:
        return None, ""
    if _POINTS.fullmatch(text):
        return points(notes, text, 1, 5, Fault.NOT_A_SCORE), ""
    known = meaning(Parser.CASE_SCORE, text)
    return (int(known), "") if known else (None, text)


def points(notes: Notes, word: str | None, low: int, high: int, fault: Fault) -> int | None:
    """A whole number between these; anything else is a fault."""
    text = (word or "").strip()
    if text.casefold() in _NOTHING:
        return None
    found = _POINTS.fullmatch(text)
    number = float(found[1]) if found else -1.0
    if number.is_integer() and low <= number <= high:
        return int(number)
    notes.fail(text, fault)
    return None


def joined(*texts: str | None, lines: Iterable[str] = ()) -> str:
    """What is there, each once, line by line."""
    return "\n".join(dict.fromkeys(filter(None, (*texts, *lines))))
