"""Cells of a report's workbook: texts that stay texts, formulas that are ours, numbers in the form of their unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from care.kpis import Unit
from core.i18n import _

FORMATS = {
    Unit.RATIO: "+0.0%;-0.0%;0.0%",
    Unit.SHARE: "0.0%",
    Unit.MONEY: "#,##0.00",
    Unit.MINUTES: "#,##0.0",
    Unit.SCORE: "0.00",
    Unit.HUNDRED: "0.0",
    Unit.BALANCE: "+0.0;-0.0;0.0",
    Unit.EASE: "0.00",
    Unit.DAYS: "#,##0.0",
    Unit.PER_HUNDRED: "0.00",
    Unit.PER_THOUSAND: "0.00",
    Unit.PER_THOUSAND_CUSTOMERS: "0.00",
}
WHOLE, PERCENT = "#,##0", "0.0%"
_HEAD = PatternFill("solid", fgColor="E8EFEE")
_LINE = Side(style="thin", color="D9DEE1")
_TITLE, _BOLD, _QUIET = Font(size=16, bold=True), Font(bold=True), Font(color="68737A", size=9)


def put(sheet: Worksheet, row: int, column: int, value: Any, form: str = "") -> None:
    """A text from data is never a formula, whatever it begins with."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > 30)
    else:
        cell.value = value
    if form:
        cell.number_format = form


def formula(sheet: Worksheet, row: int, column: int, said: str, form: str = "") -> None:
    """Worked out by whoever opens the file, so that it can be checked."""
    cell: Any = sheet.cell(row, column)
    cell.value = f"={said}"
    if form:
        cell.number_format = form


def title(sheet: Worksheet, text: str, quiet: str = "") -> None:
    put(sheet, 1, 1, text)
    put(sheet, 2, 1, quiet)
    for row, font in ((1, _TITLE), (2, _QUIET)):
        cell: Any = sheet.cell(row, 1)
        cell.font, cell.alignment = font, Alignment(wrap_text=False)


def head(sheet: Worksheet, row: int, names: Sequence[str]) -> None:
    for place, name in enumerate(names, 1):
        put(sheet, row, place, name)
        cell: Any = sheet.cell(row, place)
        cell.font, cell.fill = _BOLD, _HEAD
        cell.border = Border(bottom=_LINE)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def bold(sheet: Worksheet, row: int, column: int) -> None:
    cell: Any = sheet.cell(row, column)
    cell.font = _BOLD


def for_print(sheet: Worksheet, widths: Sequence[float], *, head_row: int = 0, is_wide: bool = True) -> None:
    """A4, one page wide, with the header on every page, and page numbers."""
    for place, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.sheet_view.showGridLines = False
    footer: Any = sheet.oddFooter
    footer.center.text = _("Page {page} of {pages}").format(page="&P", pages="&N")
    if head_row:
        sheet.print_title_rows = f"{head_row}:{head_row}"
        sheet.freeze_panes = f"A{head_row + 1}"
