"""Rows as an Excel file, a row at a time: a hundred thousand take no more memory than one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import xlsxwriter

from auth import downloads
from core import clock
from core.i18n import _

Word = Callable[[StrEnum], str]
"""A stored code as the reader knows it."""
_LONGEST = 32_000
"""Excel holds 32,767 characters in a cell."""


@dataclass(frozen=True)
class SheetFile:
    """Made and not yet handed out: nobody knows its name, and it is swept away when nobody takes it."""

    path: Path
    count: int
    filtered: bool


def write(
    columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]], *, title: str, word: Word, filtered: bool
) -> SheetFile:
    """`columns`: what each row says under which header, untranslated. It takes seconds: let no writer wait."""
    path = downloads.new_file()
    # Strings stay strings: no cell becomes a formula or a link, whatever a customer wrote.
    book = xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    sheet, page = book.add_worksheet(title), _Page(book, word)
    for place, header in enumerate(columns.values()):
        sheet.write_string(0, place, _(header), page.bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 16)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, name in enumerate(columns):
            page.put(sheet, (count, place), row[name])
    book.close()
    return SheetFile(path, count, filtered)


class _Page:
    """How each kind of value is put into a cell."""

    def __init__(self, book: Any, word: Word) -> None:
        self.bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._word = word

    def put(self, sheet: Any, at: tuple[int, int], value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, StrEnum):
            sheet.write_string(*at, self._word(value))
        elif isinstance(value, datetime):
            sheet.write_datetime(*at, clock.local(value).replace(tzinfo=None), self._moment)
        elif isinstance(value, date):
            sheet.write_datetime(*at, value, self._day)
        elif isinstance(value, str):
            sheet.write_string(*at, value[:_LONGEST])
        else:
            sheet.write_number(*at, value)
