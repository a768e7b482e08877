"""A list whose lines open something: a table on a desk, cards on a phone, links for the keyboard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from core.i18n import _
from ui import current

_ART = Path(__file__).resolve().parent / "art"


@dataclass(frozen=True)
class Column:
    title: str
    style: str = ""
    """`end` for figures, `desk` for what a phone leaves out; `third`, `quarter`: lists stay in line."""


@dataclass(frozen=True)
class Mark:
    """A word with a colour: never a colour alone."""

    text: str
    tone: str = "grey"


@dataclass(frozen=True)
class Cell:
    text: str
    quiet: str = ""
    marks: tuple[Mark, ...] = ()
    share: float | None = None
    """Drawn as a bar before the text, which says it in words."""
    tone: str = ""
    """Of the bar."""
    spark: tuple[float | None, ...] = ()
    """Shares, the oldest first, drawn as a line; None: nothing is known."""


@dataclass(frozen=True)
class ListRow:
    id: int
    href: str
    cells: tuple[Cell, ...] = field(default_factory=tuple)
    heading: str = ""
    """A line that names those below it and opens nothing."""


@dataclass(frozen=True)
class Paging:
    """What stands around one page of a longer list."""

    of: str
    """Which list this is a page of: another search starts at its own first page."""
    caption: str
    page: int
    pages: int
    numbers: tuple[int, ...]
    """The pages to offer."""
    order: str
    orders: Mapping[str, str]
    """What the list can be sorted by, and the words for it."""


@dataclass(frozen=True)
class Turn:
    """Which page in which order was asked for; an empty order is for the list to choose."""

    page: int = 1
    order: str = ""


def linked_list(
    columns: Sequence[Column], rows: Sequence[ListRow], *, key: str, paging: Paging | None = None
) -> int | None:
    """Draw the list; the id of the line that was just clicked.

    Not st.dataframe: mounting its canvas takes longer than the page, and a click on a line takes two runs.
    Order and pages are drawn with it, since every element of Streamlit's own is one more pass over the screen.
    """
    data: dict[str, Any] = {
        "columns": [vars(column) for column in columns],
        "rows": [_plain(row) for row in rows],
    }
    if paging is not None:
        data |= {"paging": {**vars(paging), "orders": list(paging.orders.items())}, "words": _words()}
    result: Any = _component()(data=data, key=key, on_opened_change=_noted, on_turn_change=_noted)
    return int(result.opened) if result.opened is not None else None


def turned(key: str, *, of: str) -> Turn:
    """What was last chosen around the list of this key, also before it was left for another screen."""
    said = (current.remembered(key) or {}).get("turn") or current.remembered(f"{key}_turn")
    if not isinstance(said, Mapping):
        return Turn()
    current.remember(f"{key}_turn", said)
    page = said.get("page") if said.get("of") == of else 1
    return Turn(page if isinstance(page, int) else 1, str(said.get("order")))


def _words() -> dict[str, str]:
    return {
        "order": _("Sort by"),
        "pages": _("Pages"),
        "previous": _("Previous page"),
        "next": _("Next page"),
    }


def _plain(row: ListRow) -> dict[str, Any]:
    """By hand: asdict copies every text, ten times as slowly."""
    if row.heading:
        return {"heading": row.heading, "cells": []}
    return {"id": row.id, "href": row.href, "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    """What is empty is not sent."""
    plain: dict[str, Any] = {"text": cell.text}
    if cell.quiet:
        plain["quiet"] = cell.quiet
    if cell.marks:
        plain["marks"] = [vars(mark) for mark in cell.marks]
    if cell.share is not None:
        plain |= {"share": cell.share, "tone": cell.tone}
    if cell.spark:
        plain["spark"] = cell.spark
    return plain


def _noted() -> None:
    """The values say it all."""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_list",
        css=(_ART / "list.css").read_text(encoding="utf8"),
        js=(_ART / "list.js").read_text(encoding="utf8"),
    )
