"""The numbers in the workbook: each with its two sides and a formula one can check, and its months with charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.chart import LineChart, Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from care.kpis import SCORES, Unit
from care.reports import shown
from care.reports.cells import FORMATS, WHOLE, for_print, formula, head, put, title
from care.reports.content import in_order
from care.reports.document import GROUPS, followed
from care.reports.pictures import unit_words
from care.reports.standouts import title as named
from core.i18n import _, language

_HEAD_ROW = 4
_FACTORS = {Unit.PER_HUNDRED: 100, Unit.PER_THOUSAND: 1000, Unit.PER_THOUSAND_CUSTOMERS: 1000}
_POINTS = (Unit.RATIO, Unit.SHARE, *SCORES)


def numbers(sheet: Worksheet, content: Mapping[str, Any], quiet: str) -> None:
    """Value, n and the two sides, of this period and of the one before; change; target; definition."""
    title(sheet, _("Numbers"), quiet)
    names = (
        _("About"), _("Number"), _("This period"), "n", _("Numerator"), _("Denominator"), _("Before"),
        _("Numerator, before"), _("Denominator, before"), _("Change"), _("Target"), _("Standing"), _("Unit"),
        _("Formula"),
    )  # fmt: skip
    head(sheet, _HEAD_ROW, names)
    row = _HEAD_ROW
    for group, words in GROUPS.items():
        for one in (one for one in in_order(content) if one["group"] == group):
            row += 1
            put(sheet, row, 1, _(words))
            _number(sheet, row, one, content["currency"])
    for_print(sheet, (18, 30, 13, 9, 11, 12, 13, 11, 12, 11, 12, 14, 16, 60), head_row=_HEAD_ROW)


def _number(sheet: Worksheet, row: int, told: Mapping[str, Any], currency: str) -> None:
    unit = Unit(told["unit"])
    form = FORMATS.get(unit, WHOLE)
    put(sheet, row, 2, named(told))
    for column, value in ((3, told), (7, told["previous"])):
        sides = (5, 6) if column == 3 else (8, 9)
        for place, name in zip(sides, ("numerator", "denominator"), strict=True):
            put(sheet, row, place, value[name], WHOLE)
        _value(sheet, row, column, value, unit, sides)
    put(sheet, row, 4, told["n"], WHOLE)
    _change(sheet, row, told, unit)
    if told["target"]:
        put(sheet, row, 11, in_unit(told["target"]["value"], unit), form)
    put(sheet, row, 12, shown.light(told))
    put(sheet, row, 13, unit_words(unit, currency))
    put(sheet, row, 14, told["words"][language()]["formula"])


def _value(
    sheet: Worksheet, row: int, column: int, told: Mapping[str, Any], unit: Unit, sides: tuple[int, int]
) -> None:
    """The division itself where the number is one; else the number."""
    number, form = told["value"], FORMATS.get(unit, WHOLE)
    if number is None:
        put(sheet, row, column, shown.NOTHING)
    elif unit is Unit.MINUTES:
        formula(sheet, row, column, f"{number!r}/60", form)
    elif _is_quotient(told, factor := _FACTORS.get(unit, 1)):
        above, below = (f"{get_column_letter(side)}{row}" for side in sides)
        formula(sheet, row, column, f"{above}/{below}" + (f"*{factor}" if factor > 1 else ""), form)
    else:
        put(sheet, row, column, number, form)


def _is_quotient(told: Mapping[str, Any], factor: int) -> bool:
    above, below = told["numerator"], told["denominator"]
    return above is not None and bool(below) and abs(above / below * factor - told["value"]) < 1e-9


def _change(sheet: Worksheet, row: int, told: Mapping[str, Any], unit: Unit) -> None:
    if told["change"] is None:
        put(sheet, row, 10, shown.NOTHING)
    elif unit in _POINTS:
        formula(sheet, row, 10, f"C{row}-G{row}", "+0.00;-0.00;0.00" if unit in SCORES else FORMATS[Unit.RATIO])
    else:
        formula(sheet, row, 10, f"(C{row}-G{row})/ABS(G{row})", FORMATS[Unit.RATIO])


def in_unit(number: float | None, unit: Unit) -> float | None:
    """Hours for minutes; shares stay shares and are shown as per cent."""
    return number / 60 if unit is Unit.MINUTES and number is not None else number


def months(sheet: Worksheet, content: Mapping[str, Any], quiet: str) -> None:
    """A line for each month, a column for each number; the charts beside draw these very cells."""
    title(sheet, _("By month"), quiet)
    followed_ = [content["kpis"][code] for code in followed(content)]
    head(sheet, _HEAD_ROW, (_("Month"), *(named(one) for one in followed_)))
    count = max((len(one["months"]) for one in followed_), default=0)
    for place in range(count):
        put(sheet, _HEAD_ROW + 1 + place, 1, followed_[0]["months"][place]["month"])
        for column, one in enumerate(followed_, 2):
            unit = Unit(one["unit"])
            put(
                sheet, _HEAD_ROW + 1 + place, column, in_unit(one["months"][place]["value"], unit),
                FORMATS.get(unit, WHOLE),
            )  # fmt: skip
    for place, one in enumerate(followed_):
        chart = _line(sheet, place + 2, count, one, content["currency"])
        sheet.add_chart(chart, f"{'AF'[place % 2]}{_HEAD_ROW + count + 3 + place // 2 * 16}")
    for_print(sheet, (12, *(15 for _one in followed_)), head_row=_HEAD_ROW)


def _line(sheet: Worksheet, column: int, count: int, told: Mapping[str, Any], currency: str) -> LineChart:
    chart = LineChart()
    chart.title, chart.legend = named(told), None
    chart.height, chart.width = 7.5, 15
    chart.y_axis.title = unit_words(Unit(told["unit"]), currency)
    chart.y_axis.number_format = FORMATS.get(Unit(told["unit"]), WHOLE)
    chart.y_axis.delete, chart.x_axis.delete = False, False
    if all((month["value"] or 0) >= 0 for month in told["months"]):
        chart.y_axis.scaling.min = 0
    chart.add_data(
        Reference(sheet, min_col=column, min_row=_HEAD_ROW, max_row=_HEAD_ROW + count), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=_HEAD_ROW + 1, max_row=_HEAD_ROW + count))
    return chart
