"""What every column's reader knows of a single cell: how it looks, whether it is broken, that it is read but once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from care.imports.dates import DateOrder
from care.imports.problems import Fault
from care.imports.reading import Cell

Fail = Callable[[int, Cell, Fault], None]
Values = list[Any]

NOTHING = frozenset({"", "-", "--", "/", "无", "0"})
_FAULTS = {"error": Fault.ERROR_CELL, "formula": Fault.FORMULA_WITHOUT_VALUE}
_UNREAD = object()


@dataclass(frozen=True)
class Habits:
    """How this file writes what can be written in several ways; each is shown and can be changed."""

    date_orders: dict[str, DateOrder] = field(default_factory=dict)
    decimal_comma: bool = False
    area_code: str = ""
    today: date | None = None


def plain(cell: Cell) -> str:
    """A cell as its reader sees it: 536365, not 536365.0; dates without an empty time."""
    if type(cell) is str:
        return cell
    if isinstance(cell, tuple):
        return str(cell[1]).removesuffix("T00:00:00").replace("T", " ")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e16:
        return str(int(cell))
    return str(cell)


def broken(cell: Cell) -> Fault | None:
    return _FAULTS.get(cell[0]) if isinstance(cell, tuple) else None


def once(read: Callable[[Cell], Any], cells: Sequence[Cell], fail: Fail) -> Values:
    """Read each distinct cell once: the lines of an order repeat its customer and its date."""
    known: dict[Cell, Any] = {"": None}
    values: Values = []
    for index, cell in enumerate(cells):
        value = known.get(cell, _UNREAD)
        if value is _UNREAD:
            value = known[cell] = broken(cell) or read(cell)
        if isinstance(value, Fault):
            fail(index, cell, value)
            value = None
        values.append(value)
    return values
