"""A report as an Excel workbook: formatted, with charts of Excel's own, and formulas where a reader would check."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from care.reports import number_sheets, part_sheets
from care.reports.blocks import Cards, Document
from care.reports.cells import bold, for_print, put, title
from care.reports.document import document
from care.reports.queries import Report
from care.reports.standouts import standouts
from core import clock
from core.i18n import _, speaking


def workbook(report: Report, language: str) -> bytes:
    told, content = document(report, language), report.content
    quiet = " · ".join((told.company, told.period, told.made))
    book = Workbook()
    with speaking(language):
        first: Any = book.active
        first.title = _("Overview")
        _overview(first, told, standouts(content), quiet)
        number_sheets.numbers(book.create_sheet(_("Numbers")), content, quiet)
        number_sheets.months(book.create_sheet(_("By month")), content, quiet)
        part_sheets.loop(book.create_sheet(_("Complaints")), content, quiet)
        part_sheets.parts(book.create_sheet(_("Parts")), content, quiet)
        part_sheets.channels(book.create_sheet(_("Channels")), content, quiet)
        part_sheets.improvements(book.create_sheet(_("Improvements")), content, quiet)
        if "rules" in content:
            part_sheets.rules(book.create_sheet(_("Rules")), content, quiet)
    book.calculation.fullCalcOnLoad = True
    book.properties.creator, book.properties.title = told.company, f"{told.title} {told.period}"
    book.properties.created = clock.local(report.line.made_at).replace(tzinfo=None)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _overview(sheet: Worksheet, told: Document, sentences: list[str], quiet: str) -> None:
    title(sheet, f"{told.title} · {told.period}", quiet)
    put(sheet, 3, 1, f"SHA-256 {told.checksum}")
    row = 5
    for card in next(block for block in told.blocks if isinstance(block, Cards)).cards:
        for column, text in enumerate((card.title, card.value, card.light, *card.lines), 1):
            put(sheet, row, column, text)
        bold(sheet, row, 2)
        row += 1
    row += 1
    put(sheet, row, 1, _("What stands out"))
    bold(sheet, row, 1)
    for sentence in sentences:
        row += 1
        put(sheet, row, 1, sentence)
        sheet.cell(row, 1).alignment = Alignment(wrap_text=False)
    sheet.cell(3, 1).alignment = Alignment(wrap_text=False)
    for_print(sheet, (24, 16, 14, 34, 28, 60))
