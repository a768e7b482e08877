"""A question to the work calendar as it is typed: what was meant, or the sentence that refuses it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from care.worktime import FURTHEST_YEARS, Interval
from core.errors import Refusal
from core.i18n import _
from db.models import ClockMode


class BadQuestion(Refusal):
    """What was asked cannot be understood: the sentence says which part and how to write it."""


@dataclass(frozen=True)
class Question:
    start: datetime
    mode: ClockMode
    pauses: tuple[Interval, ...]
    minutes: int | None
    end: datetime | None


def question(asked: Mapping[str, Any], zone: tzinfo) -> Question:
    """From what was typed; moments without a zone are on the company's clock."""
    if not asked.get("start") or (asked.get("minutes") is None and not asked.get("end")):
        raise BadQuestion(_("Say when it starts and how long it takes: --start 2026-03-09T10:00 --minutes 120."))
    start, minutes = _moment(asked["start"], zone), asked.get("minutes")
    end = _moment(asked["end"], zone) if asked.get("end") else None
    if end is not None and end < start:
        raise BadQuestion(_("The end comes before the start."))
    return Question(
        start=start,
        mode=_mode(asked.get("mode") or ClockMode.WORKING.value),
        pauses=_pauses(asked.get("pauses") or (), zone),
        minutes=_minutes(minutes) if minutes is not None else None,
        end=end,
    )


def _moment(written: object, zone: tzinfo) -> datetime:
    try:
        moment = datetime.fromisoformat(str(written).strip())
    except ValueError:
        moment = None
    if moment is None or not 1900 <= moment.year <= 2200:
        raise BadQuestion(_("“{text}” is no moment. Write it like 2026-03-09T10:00.").format(text=written))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _pauses(written: object, zone: tzinfo) -> tuple[Interval, ...]:
    found = []
    for pause in written if isinstance(written, list | tuple) else [written]:
        start, slash, end = str(pause).partition("/")
        if not slash:
            wrong = _("“{text}” is no pause. Write it like 2026-03-09T12:00/2026-03-09T13:30.")
            raise BadQuestion(wrong.format(text=pause))
        interval = Interval(_moment(start, zone), _moment(end, zone))
        if interval.end < interval.start:
            raise BadQuestion(_("The pause {pause} ends before it starts.").format(pause=pause))
        found.append(interval)
    return tuple(found)


def _mode(written: object) -> ClockMode:
    try:
        return ClockMode(str(written))
    except ValueError:
        raise BadQuestion(_("The mode is natural or working, not “{text}”.").format(text=written)) from None


def _minutes(written: object) -> int:
    most = FURTHEST_YEARS * 365 * 24 * 60
    text = str(written).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 12 and int(text) <= most):
        raise BadQuestion(
            _("“{text}” is no number of minutes: a whole number from 0 to {most}.").format(text=written, most=most)
        )
    return int(text)


def from_json(line: str) -> Mapping[str, Any]:
    """One line of a file of questions."""
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise BadQuestion(_("This line is no JSON object: {line}").format(line=line[:80]))
    return told
