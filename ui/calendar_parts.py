"""A month or a week of visits: what stands on its days, and what a person asked for by mouse, finger or keyboard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

from auth.guard import artwork
from core.i18n import _, language
from ui import current
from ui.address import read_id

_ART = Path(__file__).resolve().parent / "art"
_SCRIPTS = ("calendar.js", "calendar_cells.js", "calendar_keys.js")
_LANGUAGES = {"zh_CN": "zh-cn", "en": "en"}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Visit:
    id: int
    on: date
    title: str
    state: str
    """planned, today, overdue, done or skipped: its shape and colour."""
    state_word: str
    href: str
    tier: str = ""
    who: str = ""
    note: str = ""
    is_movable: bool = False


@dataclass(frozen=True)
class DayMark:
    """What is to be known about a day besides the few visits that are drawn on it."""

    total: int = 0
    late: int = 0
    is_off: bool = False
    mark: str = ""
    """The holiday's name, or that this weekend day is worked."""
    href: str = ""


@dataclass(frozen=True)
class Sheet:
    """A range of days as it is shown, whole weeks from `first` to `last`."""

    view: str
    """month or week."""
    day: date
    """The day it was turned to."""
    first: date
    last: date
    today: date
    days: Mapping[date, DayMark]
    visits: Sequence[Visit]
    asking: tuple[int, date] | None = None
    """A visit that was dropped on a day and is being asked about: it is drawn there."""


@dataclass(frozen=True)
class Opened:
    id: int
    is_to_move: bool = False


@dataclass(frozen=True)
class Moved:
    """Somebody dropped a visit on a day: nothing has moved, and a browser can ask for anything."""

    id: int
    day: date


@dataclass(frozen=True)
class Turned:
    day: date


@dataclass(frozen=True)
class DayOpened:
    """All of a day's visits are wanted."""

    day: date


@dataclass(frozen=True)
class Width:
    is_narrow: bool


CalendarEvent = Opened | Moved | Turned | DayOpened | Width
_KINDS = ("moved", "opened", "turned", "day", "width")


def calendar(sheet: Sheet | None, *, key: str, is_narrow: bool) -> None:
    """Draw the sheet; without one only tell whether the window has become narrow or wide."""
    data = {"is_grid": False} if sheet is None else _as_sent(sheet) | {"is_grid": True}
    noted = partial(_note, key)
    _component()(
        data=data | {"is_narrow": is_narrow, "answered": current.remembered(f"{key}_answered")},
        key=key,
        **{f"on_{kind}_change": noted for kind in _KINDS},
    )


def asked(key: str) -> CalendarEvent | None:
    """What was just asked for on the calendar of this key, told once; known before it is drawn again."""
    said = current.remembered(f"{key}_asked")
    current.forget(f"{key}_asked")
    try:
        return _event(*said) if said else None
    except (KeyError, TypeError, ValueError):
        return None


def _note(key: str) -> None:
    """Keep what came, and its sign, which tells the waiting visit that the server has heard it."""
    heard = current.remembered(key) or {}
    for kind in _KINDS:
        said = heard.get(kind)
        if isinstance(said, Mapping):
            current.remember(f"{key}_asked", (kind, dict(said)))
            if kind == "moved":
                current.remember(f"{key}_answered", str(said.get("sign", ""))[:40])
            return


def _event(kind: str, said: Mapping[str, Any]) -> CalendarEvent:
    match kind:
        case "opened":
            return Opened(read_id(str(said["id"])), said.get("move") is True)
        case "moved":
            return Moved(read_id(str(said["id"])), date.fromisoformat(said["day"]))
        case "turned":
            return Turned(date.fromisoformat(said["day"]))
        case "day":
            return DayOpened(date.fromisoformat(said["day"]))
        case "width":
            return Width(said.get("is_narrow") is True)
    raise ValueError(kind)


def _as_sent(sheet: Sheet) -> dict[str, Any]:
    chinese = language() == "zh_CN"
    names = ("fullcalendar.js", "fullcalendar-zh-cn.js") if chinese else ("fullcalendar.js",)
    return {
        "scripts": [artwork.address_of(name) for name in names],
        "language": _LANGUAGES[language()],
        "view": sheet.view,
        "day": sheet.day.isoformat(),
        "first": sheet.first.isoformat(),
        "until": (sheet.last + _DAY).isoformat(),
        "today": sheet.today.isoformat(),
        "days": {day.isoformat(): _told(vars(mark)) for day, mark in sheet.days.items()},
        "visits": [_told(vars(visit)) | {"on": visit.on.isoformat()} for visit in sheet.visits],
        "asking": sheet.asking and {"id": sheet.asking[0], "day": sheet.asking[1].isoformat()},
        "words": _words(),
    }


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is empty is not sent."""
    return {name: value for name, value in values.items() if value}


def _words() -> dict[str, str]:
    return {
        "help": _("Enter opens a visit, M asks for another day, arrow keys go to the next one."),
        "today": _("Today"),
        "previous": _("Back in time"),
        "next": _("Forward in time"),
        "more": _("{n} more"),
        "late": _("{n} overdue"),
        "visits": _("{n} visits"),
        "asking": _("{title}: the reason is being asked."),
        "failed": _("The calendar could not be loaded. Load the page again, or use the list."),
    }


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_calendar",
        css=(_ART / "calendar.css").read_text(encoding="utf8"),
        js="\n".join((_ART / name).read_text(encoding="utf8") for name in _SCRIPTS),
    )
