"""Workbooks by a streaming parser of our own: sees error cells, formulas without a value, and survives far cells."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from .cells import SheetReader
from .limits import MAX_COLUMNS, MAX_SHEETS, Fault, Refused
from .ooxml import Book, Handlers, parse, read_workbook
from .tables import Merge, Row, Sheet, fill_down


def open_carefully(path: Path, wanted: str) -> list[Sheet]:
    """The same sheets the quick reader would give, cell by cell."""
    book = Book(zipfile.ZipFile(path))
    read_workbook(book)
    if not book.sheets:
        raise Refused(Fault.DAMAGED)
    if wanted:
        book.sheets = [sheet for sheet in book.sheets if sheet[0] == wanted] or book.sheets
    return [_sheet(book, name, part, visible) for name, part, visible in book.sheets[:MAX_SHEETS]]


def _sheet(book: Book, name: str, part: str, visible: bool) -> Sheet:
    merges: list[Merge] = []
    survey = SheetReader(book, merges)
    height = sum(1 for _row in _rows(book, part, survey))
    tall = [merge for merge in merges if merge[2] > merge[0]]
    left = min(survey.first_column, MAX_COLUMNS)

    def rows() -> Iterator[Row]:
        found = _rows(book, part, SheetReader(book, []))
        return fill_down(((number, cells[left - 1 :]) for number, cells in found), tall, left)

    return Sheet(name, rows, visible, left, merges, height=height)


def _rows(book: Book, part: str, reader: SheetReader) -> Iterator[Row]:
    for _piece in parse(book.archive, part, Handlers(reader.start, reader.end, reader.text)):
        yield from reader.finished
        reader.finished.clear()
