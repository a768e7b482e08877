"""A heat map with a figure in every field, so that nothing hangs on the colour."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

_BESIDE = 14
"""Pixels that the last word below may stand out."""
# Steps and no gradient: on each of these the figure has the contrast that a text needs, in both themes.
_STEPS = [0.0001, 0.1, 0.3, 0.6]
"""Shares of the darkest."""
_COLOURS = ["#eef4f3", "#cfe3e0", "#9cc5c0", "#2c7a78", "#0d4f4f"]
_WHITE_FROM = 0.3


@dataclass(frozen=True)
class Field:
    across: str
    down: str
    value: float
    figure: str
    words: str
    """Said when one points at it."""


@dataclass(frozen=True)
class Titles:
    across: str
    down: str
    alt: str


def draw(fields: Sequence[Field], titles: Titles, *, most: float, height: int) -> None:
    """Across and down in the order in which they come; `most` is the darkest."""
    places: dict[str, int] = {}
    rows = [
        {**asdict(field), "row": places.setdefault(f"d{field.down}", len(places)),
         "column": places.setdefault(f"a{field.across}", len(places)), "share": field.value / (most or 1)}
        for field in fields
    ]  # fmt: skip
    st.vega_lite_chart(spec=_spec(rows, titles), height=height, width="stretch", alt=titles.alt)


def _spec(rows: list[dict[str, Any]], titles: Titles) -> dict[str, Any]:
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
    scale = {"type": "threshold", "domain": _STEPS, "range": _COLOURS}
    colour = {"field": "share", "type": "quantitative", "legend": None, "scale": scale}
    ink = {"condition": {"test": f"datum.share >= {_WHITE_FROM}", "value": "#ffffff"}, "value": "#1d2327"}
    figure = {"field": "figure", "type": "nominal"}
    return {
        "data": {"values": rows},
        "padding": {"left": 6, "top": 2, "right": _BESIDE, "bottom": 2},
        "encoding": encoding,
        "layer": [
            {"mark": {"type": "rect", "cornerRadius": 2}, "encoding": {"color": colour}},
            {"mark": {"type": "text", "fontSize": 11}, "encoding": {"text": figure, "color": ink}},
        ],
    }
