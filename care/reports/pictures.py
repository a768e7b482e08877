"""The charts of a report: months as lines, parts as bars, each with its unit and its line of zero. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from care.kpis import AMOUNTS, Unit
from care.reports import shown
from care.reports.axis import axis_for
from care.reports.blocks import Chart, Dot, Tick
from care.reports.standouts import title
from core.i18n import _

_DRAWN = 10


def by_month(told: Mapping[str, Any], currency: str) -> Chart:
    """The months that led here, with the target where it is one of a month too."""
    unit = Unit(told["unit"])
    scale, months, aim = shown.SCALES.get(unit, 1.0), told["months"], told["target"] if told.get("aim", True) else None
    values = [None if month["value"] is None else month["value"] * scale for month in months]
    aimed = aim["value"] * scale if aim else None
    axis = axis_for([value for value in (*values, aimed) if value is not None])
    dots = [
        Dot(month["month"][2:], value, _month_words(month, unit, currency), None if value is None else axis.at(value))
        for month, value in zip(months, values, strict=True)
    ]
    words = _("target: {value}").format(value=shown.plain(aim["value"], unit, currency)) if aim else ""
    return Chart(
        title=title(told),
        unit=unit_words(unit, currency),
        dots=tuple(dots),
        ticks=tuple(Tick(axis.at(tick), _short(tick)) for tick in axis.ticks),
        zero=axis.at(0),
        target=Tick(axis.at(aimed), words) if aimed is not None else None,
    )


def unit_words(unit: Unit, currency: str) -> str:
    if unit is Unit.MONEY:
        return _("yuan") if currency == "CNY" else currency
    return _(shown.UNITS[unit])


def bars(name: str, unit: str, parts: Sequence[tuple[str, float]], *, adds_up: bool = False) -> Chart:
    """Lying bars, the largest first; with `adds_up` a line says how much of the whole the first ones make."""
    drawn, whole = parts[:_DRAWN], sum(size for _label, size in parts)
    axis = axis_for([whole] if adds_up else [size for _label, size in drawn])
    shares = accumulate(size / axis.high for _label, size in drawn)
    return Chart(
        title=name,
        unit=unit,
        dots=tuple(Dot(label, size, shown.decimal(size, 0), axis.at(size)) for label, size in drawn),
        ticks=tuple(Tick(axis.at(tick), _short(tick)) for tick in axis.ticks),
        zero=axis.at(0),
        shape="bars",
        cumulative=tuple(shares) if adds_up and whole else (),
    )


def _month_words(month: Mapping[str, Any], unit: Unit, currency: str) -> str:
    value = shown.NOTHING if month["value"] is None else shown.plain(month["value"], unit, currency)
    return value if unit in AMOUNTS else f"{value} (n = {month['n']})"


def _short(number: float) -> str:
    return shown.decimal(number, 2 if abs(number) < 10 else 1 if abs(number) < 100 else 0)
