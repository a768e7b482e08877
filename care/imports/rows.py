"""Which rows below the header are data: totals, signatures and examples are not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from care.imports.reading import Cell, Row

_TOTALS = frozenset({"合计", "总计", "小计", "共计", "累计", "total", "grandtotal", "subtotal", "totals", "sum"})
_SIGNATURES = (
    "制表人",
    "制表日期",
    "审核人",
    "填表人",
    "经办人",
    "负责人签",
    "签名",
    "签字",
    "复核",
    "打印时间",
    "导出时间",
)
_EXAMPLES = re.compile(
    r"\s*[(（【\[]?\s*(示例|样例|例如?|范例|example|sample)\s*[)）】\]]?\s*([:：].*|\d*|行)?", re.IGNORECASE
)
_BLANKS = re.compile(r"[\s:：]")


@dataclass
class Skipped:
    """Row numbers left out, and why."""

    totals: list[int] = field(default_factory=list)
    signatures: list[int] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)
    repeated_headers: list[int] = field(default_factory=list)

    def count(self) -> int:
        return len(self.totals) + len(self.signatures) + len(self.examples) + len(self.repeated_headers)


def data_rows(
    portions: Iterable[list[Row]], first: int, headers: tuple[str, ...], skipped: Skipped
) -> Iterator[list[Row]]:
    """The rows from `first` on that hold data, in the portions they came in."""
    held: Row | None = None
    texts = _TextColumns()
    for portion in portions:
        kept = [row for row in portion if row[0] >= first and not _is_skipped(row, first, headers, skipped)]
        texts.learn(kept)
        if held is not None:
            kept.insert(0, held)
        held = kept.pop() if kept else None
        if kept:
            yield kept
    if held is not None:
        if texts.lacks_all(held[1]):
            skipped.totals.append(held[0])
        else:
            yield [held]


def _is_skipped(row: Row, first: int, headers: tuple[str, ...], skipped: Skipped) -> bool:
    number, cells = row
    if number < first + 5 and any(isinstance(cell, str) and _EXAMPLES.fullmatch(cell) for cell in cells[:6]):
        skipped.examples.append(number)
        return True
    blanks = cells.count("")
    if 3 * blanks < len(cells) and _first_text(cells) not in _TOTALS:
        if cells[0] == headers[0] and tuple(cells) == headers[: len(cells)]:
            skipped.repeated_headers.append(number)
            return True
        return False
    return _is_tail(number, cells, len(cells) - blanks, skipped)


def _is_tail(number: int, cells: list[Cell], filled: int, skipped: Skipped) -> bool:
    words = [_BLANKS.sub("", cell).casefold() for cell in cells if isinstance(cell, str) and 0 < len(cell) < 30]
    if not _TOTALS.isdisjoint(words):
        skipped.totals.append(number)
        return True
    if filled <= 6 and any(word.startswith(_SIGNATURES) for word in words):
        skipped.signatures.append(number)
        return True
    return False


def _first_text(cells: list[Cell]) -> str:
    first = cells[0] if cells else ""
    return _BLANKS.sub("", first).casefold() if isinstance(first, str) and len(first) < 12 else ""


class _TextColumns:
    """Learns from the first rows which columns hold text: a last row without any of it is a total."""

    def __init__(self) -> None:
        self.columns: list[int] = []
        self.learnt = False

    def learn(self, rows: list[Row]) -> None:
        if self.learnt or len(rows) < 5:
            return
        self.learnt = True
        sample = [cells for _number, cells in rows[:200]]
        width = max(len(cells) for cells in sample)
        for column in range(width):
            texts = sum(
                1 for cells in sample if column < len(cells) and isinstance(cells[column], str) and cells[column]
            )
            if texts >= 0.8 * len(sample):
                self.columns.append(column)

    def lacks_all(self, cells: list[Cell]) -> bool:
        filled = [cell for cell in cells if cell != ""]
        if len(self.columns) < 2 or not filled or any(isinstance(cell, str) for cell in filled):
            return False
        return all(column >= len(cells) or cells[column] == "" for column in self.columns)
