"""The Pareto chart: lying bars with their cumulative line, drawn from one template; a click opens a bar's rows."""

import json
from functools import cache, partial
from typing import Any

import altair as alt
import streamlit as st

from care.causes import Cut, Pareto, ParetoBar
from core.i18n import _
from ui import cause_labels, current, formats

_DRAWN = 12
# Dark enough for white figures, light enough on a dark ground.
_BARS, _LINE, _QUIET = "#237a70", "#c2703d", "#7c8288"
_WIDE = 0.1
"""The share from which a bar holds its own figure; beside a shorter one it stays clear of the line."""
_LABEL_PIXELS = 130


def draw(pareto: Pareto, *, can_open: bool) -> None:
    shown = pareto.bars[:_DRAWN]
    spec: dict[str, Any] = json.loads(_template(_("Share of complaints; the line adds them up")))
    spec["data"] = {"values": [_plain(pareto.by, bar, place) for place, bar in enumerate(shown)]}
    key = f"pareto_{pareto.by.value}"
    told = _("Complaints by {cut}, the most frequent first, with their cumulative share")
    st.vega_lite_chart(
        spec=spec,
        height=max(150, 70 + 27 * len(shown)),
        width="stretch",
        key=key if can_open else None,
        on_select=partial(_picked, key) if can_open else "ignore",
        alt=told.format(cut=cause_labels.cut(pareto.by)),
    )
    if len(pareto.bars) > _DRAWN:
        st.caption(_("The {n} most frequent of {total}.").format(n=_DRAWN, total=len(pareto.bars)))


def _plain(by: Cut, bar: ParetoBar, place: int) -> dict[str, Any]:
    label = cause_labels.bar(by, bar)
    words = _("{name}: {n} · {share} · cumulative {cumulative}").format(
        name=label,
        n=formats.number(bar.n),
        share=formats.percent(bar.share),
        cumulative=formats.percent(bar.cumulative),
    )
    return {
        "key": bar.key, "label": label, "n": bar.n, "share": bar.share, "cumulative": bar.cumulative,
        "place": place, "words": words,
    }  # fmt: skip


@cache
def _template(title: str) -> str:
    """Lying bars, so that the names are read at any width; bars and line share one scale and meet at the first end."""
    names = alt.Axis(title=None, grid=False, ticks=False, domain=False, labelLimit=_LABEL_PIXELS, labelPadding=6)
    place = alt.Y("label:N", sort=alt.SortField("place"), axis=names)
    shares = alt.Axis(title=title, format=".0%", values=[0, 0.2, 0.4, 0.6, 0.8, 1], domain=False, ticks=False)
    share = alt.X("share:Q", axis=shares, scale=alt.Scale(domain=[0, 1]))
    tooltip = alt.Tooltip("words:N", title=" ")
    rows = alt.Chart(alt.InlineData(values=[]))
    bars = rows.mark_bar(color=_BARS, cornerRadiusEnd=3, cursor="pointer").encode(place, share, tooltip=tooltip)
    # Shown or not, never filtered: a layer with rows of its own would undo the order of all.
    inside = rows.mark_text(align="right", dx=-7, dy=1, color="#ffffff", fontWeight="bold")
    outside = rows.mark_text(align="left", dx=7, dy=1, color=_QUIET)
    numbers = [
        part.encode(place, share, text="n:Q", opacity=alt.condition(which, alt.value(1), alt.value(0)))
        for part, which in ((inside, f"datum.share >= {_WIDE}"), (outside, f"datum.share < {_WIDE}"))
    ]
    line = rows.mark_line(color=_LINE, strokeWidth=2, point=alt.OverlayMarkDef(color=_LINE, size=45)).encode(
        place, alt.X("cumulative:Q", title=title), order=alt.Order("place:Q"), tooltip=tooltip
    )
    picked = alt.selection_point(name="picked", fields=["key"])
    template = alt.layer(bars.add_params(picked), line, *numbers).to_dict()
    template.pop("datasets", None)
    _drop_data(template)
    return json.dumps(template)


def _drop_data(part: dict[str, Any]) -> None:
    """The rows come in at the top, at every run."""
    part.pop("data", None)
    for layer in part.get("layer", []):
        _drop_data(layer)


def _picked(key: str) -> None:
    event = current.remembered(key) or {}
    chosen = event.get("selection", {}).get("picked") or []
    if chosen and "key" in chosen[0]:
        st.query_params["bar"] = str(chosen[0]["key"])
