"""A heat map with a figure in every field, so that nothing hangs on the colour."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

_BESIDE = 14
"""Pixels that the last word below may stand out."""
_LEGIBLE = 0.45
"""Of the darkest: from here on figures are white."""


@dataclass(frozen=True)
class Field:
    across: str
    down: str
    value: float
    words: str
    """Said when one points at it."""


@dataclass(frozen=True)
class Titles:
    across: str
    down: str
    alt: str


def draw(fields: Sequence[Field], titles: Titles, *, number_format: str, most: float, height: int) -> None:
    """Across and down in the order in which they come; `most` is the darkest."""
    places: dict[str, int] = {}
    rows = [
        {**asdict(field), "row": places.setdefault(f"d{field.down}", len(places)),
         "column": places.setdefault(f"a{field.across}", len(places)), "share": field.value / (most or 1)}
        for field in fields
    ]  # fmt: skip
    st.vega_lite_chart(spec=_spec(rows, titles, number_format), height=height, width="stretch", alt=titles.alt)


def _spec(rows: list[dict[str, Any]], titles: Titles, number_format: str) -> dict[str, Any]:
    quiet = {"domain": False, "ticks": False, "grid": False, "labelFlush": False}
    encoding = {
        "x": {
            "field": "across", "type": "ordinal", "sort": {"field": "column", "op": "min"},
            "axis": {**quiet, "title": titles.across, "labelAngle": 0, "labelOverlap": True},
        },
        "y": {
            "field": "down", "type": "ordinal", "sort": {"field": "row", "op": "min"},
            "axis": {**quiet, "title": titles.down},
        },
        "tooltip": {"field": "words", "type": "nominal", "title": " "},
    }  # fmt: skip
    colour = {
        "field": "share", "type": "quantitative", "legend": None,
        "scale": {"domain": [0, 1], "range": ["#e4efed", "#0d4f4f"]},
    }  # fmt: skip
    dark = {"condition": {"test": f"datum.share > {_LEGIBLE}", "value": "#ffffff"}, "value": "#1d2327"}
    figure = {"field": "value", "type": "quantitative", "format": number_format}
    return {
        "data": {"values": rows},
        "padding": {"left": 0, "top": 0, "right": _BESIDE, "bottom": 0},
        "encoding": encoding,
        "layer": [
            {"mark": {"type": "rect", "cornerRadius": 2}, "encoding": {"color": colour}},
            {"mark": {"type": "text", "fontSize": 11}, "encoding": {"text": figure, "color": dark}},
        ],
    }
