"""Workbooks by calamine: the fast reader, for every sheet a byte scan found harmless."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .limits import MAX_SHEETS, Fault, Refused
from .tables import Cell, Merge, Row, Sheet, bounded_width, fill_down

_PLAIN = frozenset({str, float, int, bool})


def open_quickly(path: Path, wanted: str) -> list[Sheet]:
    """Every readable worksheet; a broken one is left out when others can be read."""
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise Refused(Fault.PASSWORD) from error
    except CalamineError as error:
        raise Refused(Fault.DAMAGED) from error
    described = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if wanted:
        described = [sheet for sheet in described if sheet.name == wanted] or described
    sheets, failure = [], None
    for sheet in described[:MAX_SHEETS]:
        try:
            sheets.append(_sheet(book.get_sheet_by_name(sheet.name), sheet.visible == SheetVisibleEnum.Visible))
        except (OSError, ValueError) as error:
            failure = error
    if failure and not sheets:
        raise failure
    return sheets


def _sheet(table: CalamineSheet, visible: bool) -> Sheet:
    first_column = (table.start or (0, 0))[1] + 1
    bounded_width(table.total_width)
    merges: list[Merge] = [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in (table.merged_cell_ranges or [])
        if bottom - top < 100_000
    ]
    tall = [merge for merge in merges if merge[2] > merge[0]]
    return Sheet(
        table.name, _reader(table, tall, first_column), visible, first_column, merges, height=table.total_height
    )


def _reader(table: CalamineSheet, tall: list[Merge], first_column: int) -> Callable[[], Iterator[Row]]:
    if tall:
        return lambda: fill_down(_rows(table), tall, first_column)
    return lambda: _rows(table)


def _rows(table: CalamineSheet) -> Iterator[Row]:
    if table.start is None:
        return
    for number, cells in enumerate(table.iter_rows(), 1):
        if not any(cells) and all(cell == "" for cell in cells):
            continue
        for column in _typed_columns(tuple(map(type, cells))):
            cells[column] = _typed(cells[column])
        yield number, cells


@lru_cache(maxsize=4_096)
def _typed_columns(kinds: tuple[type, ...]) -> list[int]:
    """The cells that cannot go as they are: the same ones in almost every row of a sheet."""
    return [column for column, kind in enumerate(kinds) if kind not in _PLAIN]


def _typed(cell: object) -> Cell:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime | dt.date):
        return ("date", cell.isoformat())
    if isinstance(cell, dt.time):
        return ("time", cell.isoformat())
    if isinstance(cell, dt.timedelta):
        return ("time", str(cell))
    return str(cell)
