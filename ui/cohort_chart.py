"""Retention by cohort as a heat map: a figure in every field, so that nothing hangs on the colour."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from care.kpis import Cohort
from core.i18n import _
from ui import formats


def draw(cohorts: Sequence[Cohort]) -> None:
    rows = [
        {
            "cohort": f"{cohort.month:%y-%m} ({cohort.size})",
            "place": place,
            "later": later,
            "share": bought / cohort.size,
            "words": _("{month}: {bought} of {size} bought again {later} months later").format(
                month=formats.month(cohort.month), bought=bought, size=cohort.size, later=later
            ),
        }
        for place, cohort in enumerate(cohorts)
        if cohort.size
        for later, bought in enumerate(cohort.bought, start=1)
    ]
    if not rows:
        st.caption(_("Nobody first bought in these months."))
        return
    st.vega_lite_chart(
        spec=_spec(rows), height=360, width="stretch", alt=_("Customers who bought again, by first month")
    )


def _spec(rows: list[dict[str, Any]]) -> dict[str, Any]:
    quiet = {"domain": False, "ticks": False, "grid": False}
    encoding = {
        "x": {"field": "later", "type": "ordinal", "axis": {**quiet, "title": _("months later"), "labelAngle": 0}},
        "y": {
            "field": "cohort", "type": "ordinal", "sort": {"field": "place"},
            "axis": {**quiet, "title": _("first bought in (customers)")},
        },
        "tooltip": {"field": "words", "type": "nominal", "title": " "},
    }  # fmt: skip
    colour = {
        "field": "share", "type": "quantitative", "legend": None,
        "scale": {"domain": [0, 1], "range": ["#e4efed", "#0d4f4f"]},
    }  # fmt: skip
    dark = {"condition": {"test": "datum.share > 0.45", "value": "#ffffff"}, "value": "#1d2327"}
    return {
        "data": {"values": rows},
        "encoding": encoding,
        "layer": [
            {"mark": {"type": "rect", "cornerRadius": 2}, "encoding": {"color": colour}},
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {"text": {"field": "share", "type": "quantitative", "format": ".0%"}, "color": dark},
            },
        ],
    }
