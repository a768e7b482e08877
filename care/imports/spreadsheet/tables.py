"""What every reader hands over: sheets of numbered rows of plain cells."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from .limits import MAX_COLUMNS, Fault, Refused

# A cell is text, a number, a truth, or a pair such as ("date", "2025-03-05T00:00:00") or ("error", "#N/A").
Cell = Any
Row = tuple[int, list[Cell]]
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, all from 1

SAMPLE_ROWS = 60


@dataclass
class Sheet:
    """One table of the file; `rows` begins anew each time it is called."""

    name: str
    rows: Callable[[], Iterator[Row]]
    visible: bool = True
    first_column: int = 1
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0
    encoding: str = ""
    delimiter: str = ""
    height: int = 0
    """Rows at most; the reader itself counts none twice."""

    def summary(self) -> dict[str, Any]:
        """The first rows and everything layout needs to know."""
        return {
            "name": self.name,
            "visible": self.visible,
            "first_column": self.first_column,
            "merges": [merge for merge in self.merges if merge[0] <= 40],
            "hidden_rows": self.hidden_rows,
            "hidden_columns": self.hidden_columns,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "sample": list(islice(self.rows(), SAMPLE_ROWS)),
            "height": self.height,
        }


def fill_down(rows: Iterable[Row], merges: list[Merge], first_column: int) -> Iterator[Row]:
    """Repeat a vertically merged value in each row of its merge, and nowhere else."""
    starts: dict[int, list[Merge]] = {merge[0]: [] for merge in merges}
    for merge in merges:
        starts[merge[0]].append(merge)
    open_merges: list[tuple[int, int, Cell]] = []
    for number, cells in rows:
        open_merges = [merge for merge in open_merges if merge[0] >= number]
        for _last, column, value in open_merges:
            if column < len(cells) and cells[column] == "":
                cells[column] = value
        for _first, left, last, _right in starts.get(number, ()):
            column = left - first_column
            if last > number and 0 <= column < len(cells):
                open_merges.append((last, column, cells[column]))
        yield number, cells


def bounded_width(width: int) -> None:
    if width > MAX_COLUMNS:
        raise Refused(Fault.TOO_MANY_COLUMNS)
