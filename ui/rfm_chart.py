"""Customers by their scores of R and F as a heat map: a figure in every field, so that nothing hangs on the colour."""

from typing import Any

import streamlit as st

from care.kpis import SCORES_OF_RFM, Rfm
from core.i18n import _, ngettext
from ui import formats

# Steps and no gradient: on each of these the figure has the contrast that a text needs, in both themes.
_STEPS = [0.0001, 0.1, 0.3, 0.6]
_COLOURS = ["#eef4f3", "#cfe3e0", "#9cc5c0", "#2c7a78", "#0d4f4f"]
_WHITE_FROM = 0.3


def draw(found: Rfm) -> None:
    largest = max(found.by_scores.values())
    fields = [
        {"r": recency, "f": frequency, "n": n, "share": n / largest, "said": formats.number(n), "words": words}
        for recency in SCORES_OF_RFM
        for frequency in SCORES_OF_RFM
        for n in [found.by_scores.get((recency, frequency), 0)]
        for words in [f"R {recency} · F {frequency} · {_customers(n)}"]
    ]
    alt = _("Customers by their scores of R and F")
    st.vega_lite_chart(spec=_spec(fields), height=300, width="stretch", alt=alt)


def _customers(n: int) -> str:
    return ngettext("{n} customer", "{n} customers", n).format(n=formats.number(n))


def _spec(fields: list[dict[str, Any]]) -> dict[str, Any]:
    quiet = {"domain": False, "ticks": False, "grid": False, "labelAngle": 0}
    places = {"type": "ordinal", "scale": {"paddingInner": 0.04, "paddingOuter": 0}}
    encoding = {
        "x": {**places, "field": "f", "axis": {**quiet, "title": _("F: how often (5 is best)")}},
        "y": {**places, "field": "r", "sort": "descending", "axis": {**quiet, "title": _("R: how lately (5 is best)")}},
        "tooltip": {"field": "words", "type": "nominal", "title": " "},
    }
    scale = {"type": "threshold", "domain": _STEPS, "range": _COLOURS}
    colour = {"field": "share", "type": "quantitative", "legend": None, "scale": scale}
    ink = {"condition": {"test": f"datum.share >= {_WHITE_FROM}", "value": "#ffffff"}, "value": "#1d2327"}
    return {
        "data": {"values": fields},
        "padding": {"left": 6, "top": 2, "right": 2, "bottom": 2},
        "encoding": encoding,
        "layer": [
            {"mark": {"type": "rect", "cornerRadius": 3}, "encoding": {"color": colour}},
            {
                "mark": {"type": "text", "fontSize": 12},
                "encoding": {"text": {"field": "said", "type": "nominal"}, "color": ink},
            },
        ],
    }
