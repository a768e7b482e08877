"""Complaints, parts of the firm, channels and improvements in the workbook, with the shares as formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.worksheet.worksheet import Worksheet

from care.kpis import Unit
from care.reports.blocks import Table
from care.reports.cells import FORMATS, PERCENT, WHOLE, bold, for_print, formula, head, put, title
from care.reports.loop import category, complaints, review
from care.reports.pictures import unit_words
from care.reports.rules import tables
from care.reports.spread import CUTS, medium, part_name
from care.reports.standouts import cause
from core.i18n import _

_CHART_ROWS = 17


def loop(sheet: Worksheet, content: Mapping[str, Any], quiet: str) -> None:
    """Why customers complain, the largest first with what they add up to; then promises and bands."""
    told = content["complaints"]
    title(sheet, _("Complaints"), quiet)
    row = 4
    for name, parts, word in (
        (_("Root cause"), told["causes"], cause),
        (_("Complaint type"), told["categories"], category),
    ):
        row = _pareto(sheet, row, name, [(word(part["key"]), part["n"]) for part in parts]) if parts else row
    for block in complaints(content):
        if isinstance(block, Table) and block.head[0] != _("Root cause"):
            row = _table(sheet, row, block)
    for_print(sheet, (30, 14, 14, 14, 14, 14, 14, 14))


def _pareto(sheet: Worksheet, row: int, name: str, parts: Sequence[tuple[str, int]]) -> int:
    head(sheet, row, (name, _("Complaints"), _("Share"), _("Added up")))
    first, last = row + 1, row + len(parts)
    for place, (label, n) in enumerate(parts, first):
        put(sheet, place, 1, label)
        put(sheet, place, 2, n, WHOLE)
        formula(sheet, place, 3, f"B{place}/B${last + 1}", PERCENT)
        formula(sheet, place, 4, f"SUM(B${first}:B{place})/B${last + 1}", PERCENT)
    put(sheet, last + 1, 1, _("Total"))
    formula(sheet, last + 1, 2, f"SUM(B{first}:B{last})", WHOLE)
    bold(sheet, last + 1, 1)
    chart = _bars(sheet, 2, row, last, name, _("number of complaints"))
    line = LineChart()
    line.add_data(Reference(sheet, min_col=4, min_row=row, max_row=last), titles_from_data=True)
    line.y_axis.axId, line.y_axis.crosses, line.y_axis.delete = 200, "max", False
    line.y_axis.number_format, line.y_axis.scaling.min, line.y_axis.scaling.max = "0%", 0, 1
    line.y_axis.majorGridlines = None
    chart += line
    sheet.add_chart(chart, f"F{row}")
    return max(last + 1, row + _CHART_ROWS) + 2


def _bars(sheet: Worksheet, column: int, head_row: int, last: int, name: str, unit: str) -> BarChart:
    chart = BarChart()
    chart.title, chart.legend, chart.height, chart.width = name, None, 8, 15
    chart.y_axis.title, chart.y_axis.scaling.min = unit, 0
    chart.y_axis.delete, chart.x_axis.delete = False, False
    chart.add_data(Reference(sheet, min_col=column, min_row=head_row, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=head_row + 1, max_row=last))
    return chart


def parts(sheet: Worksheet, content: Mapping[str, Any], quiet: str) -> None:
    title(sheet, _("Tier, source and region"), quiet)
    row, unit = 4, unit_words(Unit.MONEY, content["currency"])
    names = (_("Active customers"), _("New customers"), _("Orders"), _("Revenue"), _("Share of revenue"))
    for cut in CUTS:
        found = content["parts"][cut]
        if not found:
            continue
        head(sheet, row, (_(CUTS[cut]), *names))
        first, last = row + 1, row + len(found)
        for place, part in enumerate(found, first):
            put(sheet, place, 1, part_name(cut, part["key"]))
            for column, name in enumerate(("active", "came", "orders"), 2):
                put(sheet, place, column, part[name], WHOLE)
            put(sheet, place, 5, part["revenue"], FORMATS[Unit.MONEY])
            formula(sheet, place, 6, f'IF(SUM(E${first}:E${last})=0,"",E{place}/SUM(E${first}:E${last}))', PERCENT)
        sheet.add_chart(_bars(sheet, 5, row, last, _("Revenue by {cut}").format(cut=_(CUTS[cut])), unit), f"H{row}")
        row = max(last, row + _CHART_ROWS) + 2
    for_print(sheet, (24, 12, 12, 12, 16, 14))


def channels(sheet: Worksheet, content: Mapping[str, Any], quiet: str) -> None:
    title(sheet, _("Channels"), quiet)
    found = content["channels"]
    head(sheet, 4, (_("Channel"), _("Times"), _("Reached"), _("Share reached")))
    for place, one in enumerate(found, 5):
        put(sheet, place, 1, medium(one["medium"]))
        put(sheet, place, 2, one["n"], WHOLE)
        put(sheet, place, 3, one["reached"], WHOLE)
        formula(sheet, place, 4, f"C{place}/B{place}", PERCENT)
    if found:
        name, unit = _("Contacts by channel"), _("number of contacts")
        sheet.add_chart(_bars(sheet, 2, 4, 4 + len(found), name, unit), "F4")
    for_print(sheet, (24, 12, 12, 14))


def improvements(sheet: Worksheet, content: Mapping[str, Any], quiet: str) -> None:
    title(sheet, _("Corrective actions and improvements"), quiet)
    row = 4
    for block in review(content, with_lines=True):
        if isinstance(block, Table):
            row = _table(sheet, row, block)
    for_print(sheet, (26, 40, 16, 14, 16))


def rules(sheet: Worksheet, content: Mapping[str, Any], quiet: str) -> None:
    """With the share as a formula a reader can check."""
    title(sheet, _("Rules: reviewed, kept, and checked"), quiet)
    held, row = content["rules"]["held"], 4
    head(sheet, row, (_("Reviews"), _("How many")))
    for name, n in ((_("Reviews held"), sum(held.values())), (_("Reviews owed"), content["rules"]["owed"])):
        row += 1
        put(sheet, row, 1, name)
        put(sheet, row, 2, n, WHOLE)
    row += 2
    for block in tables(content):
        below = _table(sheet, row, block)
        for place in range(row + 1, row + 1 + len(block.rows)) if block.head[2] == "n" else ():
            formula(sheet, place, 2, f'IF(C{place}=0,"",(C{place}-D{place})/C{place})', PERCENT)
        row = below
    for_print(sheet, (40, 14, 16, 40, 18))


def _table(sheet: Worksheet, row: int, block: Table) -> int:
    head(sheet, row, block.head)
    for place, cells in enumerate(block.rows, row + 1):
        for column, cell in enumerate(cells, 1):
            put(sheet, place, column, int(cell) if cell.isascii() and cell.isdigit() else cell)
    return row + len(block.rows) + 2
