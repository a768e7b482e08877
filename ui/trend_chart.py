"""One number by month, with its target and a zero line where it has one: a plain Vega-Lite specification."""

from typing import Any

import streamlit as st

from care.kpis import Number, Numbers, Unit, Value, first_of_month
from core.i18n import _
from ui import formats, kpi_parts

_LINE, _AIM, _ZERO = "#2f8f83", "#c2703d", "#8a8f98"
_FREE = frozenset({Unit.SCORE, Unit.EASE})
"""They begin at one: nothing is at zero."""


def draw(number: Number, drawn: dict[str, Any]) -> None:
    """`drawn`: as `drawing` answers."""
    st.vega_lite_chart(
        spec=drawn,
        height=280,
        width="stretch",
        alt=_("{title} by month").format(title=number.formula.title),
    )


def drawing(numbers: Numbers, number: Number) -> dict[str, Any]:
    rows = _rows(numbers, number)
    unit = number.formula.unit
    axis = {"title": kpi_parts.unit_words(unit), "tickCount": 5, "domain": False, "ticks": False, "format": ",.4~f"}
    place = {
        "field": "label", "type": "ordinal", "sort": None,
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": True, "ticks": False, "domain": False},
    }  # fmt: skip
    size = {"field": "value", "type": "quantitative", "axis": axis, "scale": {"zero": unit not in _FREE}}
    tooltip = {"field": "words", "type": "nominal", "title": " "}
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "line", "color": _LINE, "strokeWidth": 2}, "encoding": {"x": place, "y": size}},
        {
            # An unfinished month is hollow: told apart without a colour.
            "mark": {"type": "point", "size": 55, "color": _LINE, "filled": True},
            "encoding": {
                "x": place, "y": size, "tooltip": tooltip,
                "fillOpacity": {"condition": {"test": "datum.open", "value": 0}, "value": 1},
                "stroke": {"value": _LINE}, "strokeWidth": {"value": 2},
            },
        },
    ]  # fmt: skip
    if unit not in _FREE:
        layers.insert(0, _rule(0, _ZERO, [1, 0], ""))
    if number.aim is not None:
        words = _("target: {value}").format(value=kpi_parts.shown(Value(number.aim.target, 0), unit))
        layers += [_rule(number.aim.target * kpi_parts.SCALES.get(unit, 1.0), _AIM, [6, 4], words)]
    # Data at the very top would be made into a table and then into Arrow first, for thirteen lines.
    return {"layer": [{"data": {"values": rows}, "layer": layers}]}


def _rows(numbers: Numbers, number: Number) -> list[dict[str, Any]]:
    months = number.reading.months
    return [
        {
            "label": f"{month.start:%y-%m}",
            "value": kpi_parts.scaled(month.value, number.formula.unit),
            "open": (numbers.unfinished and place == len(months) - 1) or month.end < first_of_month(month.start, 1),
            "words": f"{formats.month(month.start)} · "
            f"{kpi_parts.shown(Value(month.value, month.n), number.formula.unit)} · n = {formats.number(month.n)}",
        }
        for place, month in enumerate(months)
    ]


def _rule(at: float, colour: str, dash: list[int], words: str) -> dict[str, Any]:
    rule = {"mark": {"type": "rule", "color": colour, "strokeDash": dash}, "encoding": {"y": {"datum": at}}}
    if not words:
        return {"data": {"values": [{}]}, **rule}
    said = {
        "mark": {"type": "text", "text": words, "align": "left", "x": 4, "dy": -7, "color": colour, "fontSize": 12},
        "encoding": {"y": {"datum": at}},
    }
    return {"data": {"values": [{}]}, "layer": [rule, said]}
