"""Charts: Altair builds each template once, without data; a rerun only puts the rows in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import streamlit as st

# Told apart in both themes and by people who see few colours; the sign is told by the side of the zero line too.
_UP, _DOWN = "#2f8f83", "#c2703d"
_FADED = 0.45
_LABEL_PIXELS = 92


@dataclass(frozen=True)
class Bar:
    """One bar; `words` is what it says of itself, `is_open` that its period goes on."""

    label: str
    value: float | None
    words: str
    is_open: bool = False


def columns(bars: Sequence[Bar], *, unit: str, number_format: str, alt_text: str) -> None:
    """Upright bars in their order: months."""
    _draw(_columns(unit, number_format), bars, height=240, alt_text=alt_text)


def rows(bars: Sequence[Bar], *, unit: str, number_format: str, alt_text: str) -> None:
    """Lying bars, each beside its own name: parts of a whole, or the same measure of many."""
    _draw(_rows(unit, number_format), bars, height=max(150, 70 + 27 * len(bars)), alt_text=alt_text)


def _draw(template: str, bars: Sequence[Bar], *, height: int, alt_text: str) -> None:
    spec: dict[str, Any] = json.loads(template)
    spec["data"] = {
        "values": [
            {"label": bar.label, "value": bar.value, "words": bar.words, "open": bar.is_open, "place": place}
            for place, bar in enumerate(bars)
        ]
    }
    st.vega_lite_chart(spec=spec, height=height, width="stretch", alt=alt_text)


@cache
def _columns(unit: str, number_format: str) -> str:
    place = alt.X("label:N", sort=alt.SortField("place"), axis=_names(labelAngle=0, labelOverlap=True))
    return _template(place, alt.Y("value:Q", axis=_scale(unit, number_format)), alt.Y(datum=0), {"cornerRadiusEnd": 3})


@cache
def _rows(unit: str, number_format: str) -> str:
    place = alt.Y("label:N", sort=alt.SortField("place"), axis=_names(labelLimit=_LABEL_PIXELS, labelOverlap=False))
    return _template(place, alt.X("value:Q", axis=_scale(unit, number_format)), alt.X(datum=0), {"cornerRadiusEnd": 3})


def _template(place: Any, size: Any, zero: Any, look: dict[str, Any]) -> str:
    bars = alt.Chart(alt.InlineData(values=[])).encode(
        place,
        size,
        color=alt.condition("datum.value < 0", alt.value(_DOWN), alt.value(_UP)),
        opacity=alt.condition("datum.open", alt.value(_FADED), alt.value(1)),
        tooltip=alt.Tooltip("words:N", title=" "),
    )
    line = {"x": zero} if isinstance(zero, alt.X) else {"y": zero}
    rule = alt.Chart(alt.InlineData(values=[{}])).mark_rule(color="#8a8f98", strokeWidth=1).encode(**line)
    template = alt.layer(bars.mark_bar(**look), rule).to_dict()
    template["layer"][0].pop("data", None)  # the rows come in at the top, at every run
    return json.dumps(template)


def _names(**look: Any) -> alt.Axis:
    return alt.Axis(title=None, grid=False, ticks=False, domain=False, labelPadding=6, **look)


def _scale(unit: str, number_format: str) -> alt.Axis:
    return alt.Axis(title=unit, format=number_format, tickCount=4, domain=False, ticks=False)
