"""Lanes of lines: who, what, until when, and the one button that does it; drawn at once, however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from core.i18n import _
from ui import current, formats
from ui.address import read_id

_ART = Path(__file__).resolve().parent / "art"


class Tone(StrEnum):
    """How a line's time reads: never by colour alone, each has its shape before the words."""

    CALM = "calm"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Deed:
    """What the button does; the code is told back with the line's id."""

    code: str
    label: str
    icon: str
    """The name of a Material symbol."""


@dataclass(frozen=True)
class LaneLine:
    id: int
    kind: str
    """Which sort of thing `id` counts; told back when the name is clicked."""
    href: str
    who: str
    what: str
    icon: str
    when: str = ""
    tone: Tone = Tone.CALM
    deed: Deed | None = None


@dataclass(frozen=True)
class LaneBox:
    title: str
    icon: str
    lines: tuple[LaneLine, ...]
    total: int
    nothing: str = ""
    more: str = ""
    """Where the lines are that are not shown: an address of ours."""
    words_for_more: str = ""


@dataclass(frozen=True)
class Asked:
    """Somebody clicked: `code` is the deed's, empty when the name itself was clicked."""

    kind: str
    id: int
    code: str = ""


def lanes(rows: Sequence[Sequence[LaneBox]], *, key: str) -> None:
    """Row by row, each box as wide as its neighbours; on a phone one below the other."""
    data = {"rows": [[_box(box) for box in row] for row in rows if row], "overdue": _("overdue")}
    _component()(data=data, key=key, on_asked_change=lambda: _note(key))


def asked(key: str) -> Asked | None:
    """What was just asked for, told once; a browser can ask for anything."""
    said = current.remembered(f"{key}_asked")
    current.forget(f"{key}_asked")
    if not isinstance(said, Mapping):
        return None
    try:
        return Asked(str(said.get("kind", ""))[:40], read_id(str(said.get("id", ""))), str(said.get("code", ""))[:40])
    except ValueError:
        return None


def _note(key: str) -> None:
    current.remember(f"{key}_asked", (current.remembered(key) or {}).get("asked"))


def _box(box: LaneBox) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "title": box.title,
        "icon": box.icon,
        "total": formats.number(box.total) if box.total else "",
        "lines": [_line(line) for line in box.lines],
    }
    if not box.total:
        plain["nothing"] = box.nothing
    elif box.total > len(box.lines):
        plain["more"] = {"href": box.more, "words": box.words_for_more}
    return plain


def _line(line: LaneLine) -> dict[str, Any]:
    """By hand: asdict copies every text, ten times as slowly."""
    plain = vars(line) | {"deed": None}
    return plain | ({"deed": vars(line.deed)} if line.deed else {})


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_lanes",
        css=(_ART / "lanes.css").read_text(encoding="utf8"),
        js=(_ART / "lanes.js").read_text(encoding="utf8"),
    )
