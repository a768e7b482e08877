"""A board of cards in columns: what stands on it, and what a person asked for by mouse, finger or keyboard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

from core.i18n import _
from ui import current
from ui.address import read_id
from ui.table_parts import Mark

_ART = Path(__file__).resolve().parent / "art"
_SCRIPTS = ("board.js", "board_clock.js", "board_menu.js", "board_keys.js", "board_drag.js")
_OLD_AFTER = 60
"""Seconds after which the server's time is sent again with cards that did not change."""


class ChipState(StrEnum):
    ON_TIME = "on_time"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True)
class Chip:
    """How much time a card has: the browser counts it down by itself while `is_running`."""

    state: ChipState
    text: str = ""
    """What stands there when no time is counted: paused, closed."""
    left_seconds: float | None = None
    """Unrounded, else the end of a running one would waver; negative: over by so much."""
    is_running: bool = False
    hint: str = ""
    """Which time it is, told beside the pointer."""


@dataclass(frozen=True)
class Move:
    """One way on that this person may ask for."""

    code: str
    label: str
    target: str
    """The code of the column where the card will then stand."""


@dataclass(frozen=True)
class BoardCard:
    id: int
    number: str
    title: str
    topic: str
    """Stands behind the title, however long that is."""
    summary: str
    handler: str
    href: str
    chip: Chip
    marks: tuple[Mark, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class BoardColumn:
    code: str
    title: str
    count: int
    """How many there are, also those that are not shown."""
    overdue: int
    cards: tuple[BoardCard, ...] = ()


@dataclass(frozen=True)
class Opened:
    id: int


@dataclass(frozen=True)
class Moved:
    """Somebody wants to move a card: nothing has moved, and a browser can ask for anything."""

    id: int
    move: str


BoardEvent = Opened | Moved


def board(columns: Sequence[BoardColumn], *, key: str, name: str, as_of: float, of: str = "") -> None:
    """Draw the board of this name as it was at `as_of`, in seconds since 1970.

    `of` names the filters in use: cards that come and go with them are no news.
    """
    moves = list(dict.fromkeys(card.moves for column in columns for card in column.cards))
    places = {chosen: place for place, chosen in enumerate(moves)}
    plain = {
        "of": of,
        "words": {**_words(), "board": name},
        "moves": [[[move.code, move.label, move.target] for move in chosen] for chosen in moves],
        "columns": [_column(column, places, as_of) for column in columns],
        "answered": current.remembered(f"{key}_answered"),
    }
    noted = partial(_note, key)
    _component()(data=_as_sent(plain, key, as_of), key=key, on_opened_change=noted, on_moved_change=noted)


def asked(key: str) -> BoardEvent | None:
    """What was just asked for on the board of this key, told once; known before the board is drawn again."""
    said = current.remembered(f"{key}_asked")
    current.forget(f"{key}_asked")
    return _event(said) if isinstance(said, Mapping) else None


def _note(key: str) -> None:
    """Keep what came, and its sign, which tells the waiting card that the server has heard it."""
    heard = current.remembered(key) or {}
    said = heard.get("moved") or heard.get("opened")
    if isinstance(said, Mapping):
        current.remember(f"{key}_asked", said)
        current.remember(f"{key}_answered", str(said.get("sign", ""))[:40])


def _event(said: Mapping[str, Any]) -> BoardEvent | None:
    try:
        card_id = read_id(str(said.get("id", "")))
    except ValueError:
        return None
    return Moved(card_id, str(said["move"])[:40]) if "move" in said else Opened(card_id)


def _as_sent(plain: dict[str, Any], key: str, as_of: float) -> dict[str, Any]:
    """With the server's time, which stays while nothing else changes: the browser has that very message already."""
    sent = current.remembered(f"{key}_sent")
    if sent and sent["plain"] == plain and 0 <= as_of - sent["as_of"] < _OLD_AFTER:
        as_of = sent["as_of"]
    current.remember(f"{key}_sent", {"plain": plain, "as_of": as_of})
    return {**plain, "as_of": as_of}


def _column(column: BoardColumn, places: Mapping[tuple[Move, ...], int], as_of: float) -> dict[str, Any]:
    return {**vars(column), "cards": [_card(card, places, as_of) for card in column.cards]}


def _card(card: BoardCard, places: Mapping[tuple[Move, ...], int], as_of: float) -> dict[str, Any]:
    """By hand: asdict copies every text, ten times as slowly."""
    marks = [vars(mark) for mark in card.marks]
    return {**vars(card), "marks": marks, "moves": places[card.moves], "chip": _chip(card.chip, as_of)}


def _chip(chip: Chip, as_of: float) -> dict[str, Any]:
    """A running chip is told by its end, which stays the same from second to second."""
    plain: dict[str, Any] = {"state": chip.state, "hint": chip.hint}
    if chip.left_seconds is None:
        return plain | {"text": chip.text}
    if chip.is_running:
        return plain | {"ends": round(as_of + chip.left_seconds)}
    return plain | {"left": int(chip.left_seconds)}


def _words() -> dict[str, str]:
    return {
        "help": _("Arrow keys go from card to card, Enter opens one, M shows where it can go."),
        "left": _("{time} left"),
        "over": _("{time} overdue"),
        "d": _("{n} d"),
        "h": _("{n} h"),
        "m": _("{n} min"),
        "s": _("{n} s"),
        "menu": _("Move {title}"),
        "empty": _("Nothing here."),
        "more": _("{n} more in the list"),
        "late": _("{n} overdue"),
        "stuck": _("{title}: no step is open to you here."),
        "shut": _("{title} cannot go there."),
        "asking": _("{title}: what is needed is being asked."),
        "came": _("{title} is in {column}."),
    }


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_board",
        css=(_ART / "board.css").read_text(encoding="utf8"),
        js="\n".join((_ART / name).read_text(encoding="utf8") for name in _SCRIPTS),
    )
