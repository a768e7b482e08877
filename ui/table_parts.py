"""A list whose lines open something: a table on a desk, cards on a phone, links for the keyboard."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_ART = Path(__file__).resolve().parent / "art"


@dataclass(frozen=True)
class Column:
    title: str
    style: str = ""
    """`end` for figures, `desk` for what a phone leaves out."""


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


@dataclass(frozen=True)
class ListRow:
    id: int
    href: str
    cells: tuple[Cell, ...] = field(default_factory=tuple)


def linked_list(columns: Sequence[Column], rows: Sequence[ListRow], *, key: str) -> int | None:
    """Draw the list; the id of the line that was just clicked.

    Not st.dataframe: mounting its canvas takes longer than the page, and a click on a line takes two runs.
    """
    data = {"columns": [asdict(column) for column in columns], "rows": [_plain(row) for row in rows]}
    result: Any = _component()(data=data, key=key, on_opened_change=_noted)
    return int(result.opened) if result.opened is not None else None


def _plain(row: ListRow) -> dict[str, Any]:
    """By hand: asdict copies every text, ten times as slowly."""
    cells = [{**vars(cell), "marks": [vars(mark) for mark in cell.marks]} for cell in row.cells]
    return {"id": row.id, "href": row.href, "cells": cells}


def _noted() -> None:
    """The value of the trigger says it all."""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_list",
        css=(_ART / "list.css").read_text(encoding="utf8"),
        js=(_ART / "list.js").read_text(encoding="utf8"),
    )
