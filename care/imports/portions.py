"""Rows of a sheet turned into rows of a kind: one dictionary of columns a portion, and what is wrong in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from care.imports.dates import DateOrder, vote
from care.imports.headers import column_letters
from care.imports.kinds import Kind, Parser, field_of
from care.imports.layout import Layout
from care.imports.money import uses_decimal_comma
from care.imports.problems import Fault
from care.imports.reading import Cell, Row
from care.imports.single_cells import Habits, Values, plain
from care.imports.values import read_column

_SHOWN = 120


@dataclass
class Portion:
    """As many values as rows in each column."""

    rows: list[int]
    columns: dict[str, Values]
    faults: dict[int, list[tuple[str, str, Fault]]] = field(default_factory=dict)
    """Index in the portion → column, value, fault."""

    def get(self, code: str) -> Values:
        return self.columns.get(code) or [None] * len(self.rows)

    def fail(self, index: int, column: str, value: str, fault: Fault) -> None:
        self.faults.setdefault(index, []).append((column, value[:_SHOWN], fault))


@dataclass(frozen=True)
class Reader:
    """What a file's columns mean."""

    kind: Kind
    layout: Layout
    fields: Mapping[int, str]
    habits: Habits

    def read(self, rows: Sequence[Row]) -> Portion:
        portion = Portion([number for number, _cells in rows], {})
        cells = list(zip_longest(*[cells for _number, cells in rows], fillvalue=""))
        for column, code in self.fields.items():
            if column >= len(cells):
                continue
            name = self.name_of(column)

            def fail(index: int, cell: Cell, fault: Fault, name: str = name) -> None:
                portion.fail(index, name, plain(cell), fault)

            values = read_column(field_of(self.kind, code), cells[column], self.habits, fail)
            portion.columns[code] = values
        return portion

    def name_of(self, column: int) -> str:
        """A column as a person finds it: its header, else its letter."""
        header = self.layout.headers[column].strip() if column < len(self.layout.headers) else ""
        return header or column_letters(column + self.layout.first_column)


def habits_of(kind: Kind, fields: Mapping[int, str], sample: Sequence[Row]) -> tuple[Habits, dict[str, bool]]:
    """How this file writes dates and amounts, by a vote of each column; the second part says which were guesses."""
    orders: dict[str, DateOrder] = {}
    guesses: dict[str, bool] = {}
    comma = False
    for column, code in fields.items():
        parser = field_of(kind, code).parser
        cells = [cells[column] for _number, cells in sample if column < len(cells)]
        if parser in {Parser.DATE, Parser.MOMENT}:
            orders[code], guesses[code] = vote(cells)
        elif parser in {Parser.MONEY, Parser.NUMBER}:
            comma = comma or uses_decimal_comma(cells)
    return Habits(orders, comma), guesses
