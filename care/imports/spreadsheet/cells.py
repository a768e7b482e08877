"""The rows of one worksheet as its XML goes by."""

import re
from datetime import timedelta

from .limits import MAX_COLUMNS
from .ooxml import Book
from .tables import Cell, Merge, Row

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class SheetReader:
    """The rows of one sheet as its XML goes by."""

    def __init__(self, book: Book, merges: list[Merge]) -> None:
        self.book, self.merges = book, merges
        self.first_column = MAX_COLUMNS
        self.finished: list[Row] = []
        self.row, self.column = 0, 0
        self.cells: list[Cell] = []
        self.kind, self.style, self.has_formula = "n", 0, False
        self.pieces: list[str] = []
        self.inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self.column = column_number(found[1]) if found else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0) or 0)
            self.has_formula, self.pieces = False, []
        elif name == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdigit() and len(number) < 8 else self.row + 1
            self.column, self.cells = 0, []
        elif name in {"v", "t"}:
            self.inside = name
        elif name == "f":
            self.has_formula = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, data: str) -> None:
        if self.inside:
            self.pieces.append(data)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self.inside = ""
        elif name == "c":
            self._finish_cell()
        elif name == "row" and self.cells:
            self.finished.append((self.row, self.cells))

    def _finish_cell(self) -> None:
        value = self._value("".join(self.pieces))
        # A stray cell beyond the last column we take is not worth a quarter of a million blanks.
        if value == "" or self.column > MAX_COLUMNS:
            return
        self.first_column = min(self.first_column, self.column)
        self.cells.extend([""] * (self.column - len(self.cells)))
        self.cells[self.column - 1] = value

    def _value(self, raw: str) -> Cell:
        if self.kind == "e":
            return ("error", raw)
        if not raw:
            return ("formula", "") if self.has_formula and self.kind != "str" else ""
        if self.kind == "s":
            return self.book.strings[int(raw)]
        if self.kind == "b":
            return raw != "0"
        if self.kind == "d":
            return ("date", raw)
        return self._number(raw) if self.kind == "n" else raw

    def _number(self, raw: str) -> Cell:
        number = float(raw)
        if self.style not in self.book.date_styles or not 0 <= number < 3_000_000:
            return number
        moment = self.book.epoch + timedelta(milliseconds=round(number * 86_400_000))
        if number < 1:
            return ("time", moment.time().isoformat())
        return ("date", moment.isoformat() if number % 1 else moment.date().isoformat())

    def _merge(self, reference: str) -> None:
        ends = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1] and len(self.merges) < 100_000:
            top, bottom = int(ends[0][2]), int(ends[1][2])
            self.merges.append((top, column_number(ends[0][1]), bottom, column_number(ends[1][1])))
