"""Where the table is: the sheet, its header rows, the first row of data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from care.imports.headers import header_keys
from care.imports.reading import Cell, Merge, SheetHead

LAST_HEADER_ROW = 25
_NUMBER_LIKE = re.compile(r"[+\-￥¥$]?[\d\s,.\-/:()（）+%]+(?:元|万)?|.*@.*\..*")
_LONGEST_LABEL = 40


@dataclass(frozen=True)
class Layout:
    """`header_row` is the last row of the header; None when there is none: then somebody must say so."""

    sheet: str
    header_row: int | None
    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    first_column: int
    first_data_row: int


def find_layout(sheet: SheetHead, known: Iterable[str], *, header_row: int | None = None) -> Layout:
    """The header as found, or as chosen: 0 says that there is none."""
    rows = dict(sheet.sample)
    if header_row is None:
        header_row = _best_header(sheet, frozenset(known))
    if not header_row:
        return Layout(sheet.name, None, (), _unnamed(sheet), sheet.first_column, sheet.sample[0][0] if rows else 1)
    top, bottom = _block(sheet, header_row)
    levels = tuple(number for number in range(top, bottom + 1))
    headers = _joined(sheet, rows, levels)
    return Layout(sheet.name, bottom, levels, headers, sheet.first_column, bottom + 1)


def choose_sheet(sheets: list[SheetHead], known: Iterable[str]) -> SheetHead:
    """Visible before hidden, known headers before unknown, large before small."""
    words = frozenset(known)

    def merit(sheet: SheetHead) -> tuple[bool, int, float]:
        headers = [header for header in find_layout(sheet, words).headers if header]
        hits = {
            key for header in headers for key in header_keys(header)[:1] if not words.isdisjoint(header_keys(header))
        }
        filled = sum(cell != "" for _number, cells in sheet.sample for cell in cells)
        known_share = len(hits) if len(hits) > 1 and 3 * len(hits) >= len(headers) else 0
        return sheet.visible and bool(sheet.sample), known_share, sheet.height * filled / max(1, len(sheet.sample))

    return max(sheets, key=merit)


def _unnamed(sheet: SheetHead) -> tuple[str, ...]:
    return ("",) * max((len(cells) for _number, cells in sheet.sample), default=0)


def is_label(cell: Cell) -> bool:
    """Could this cell be a column's name rather than a value?"""
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return bool(text) and len(text) <= _LONGEST_LABEL and not _NUMBER_LIKE.fullmatch(text)


def _best_header(sheet: SheetHead, known: frozenset[str]) -> int | None:
    best, best_score = None, 0.0
    for position, (number, cells) in enumerate(sheet.sample):
        if number > LAST_HEADER_ROW:
            break
        score = _score(cells, [row for _number, row in sheet.sample[position + 1 : position + 21]], known)
        if score is not None and _is_merged_down(sheet.merges, number):
            score += 1.0
        if score is not None and score > best_score:
            best, best_score = number, score
    return best if best_score >= 1.0 else None


def _score(cells: list[Cell], below: list[list[Cell]], known: frozenset[str]) -> float | None:
    """None for what cannot be a header; known words count most, then how unlike the rows below it is."""
    filled = [cell for cell in cells if cell != ""]
    labels = [cell for cell in filled if is_label(cell)]
    usual = sorted(sum(cell != "" for cell in row) for row in below)
    width = usual[len(usual) // 2] if usual else len(filled)
    if not labels or len(labels) < 0.9 * len(filled) or len(filled) < max(2, 0.5 * width):
        return None
    hits = sum(1 for label in labels if not known.isdisjoint(header_keys(label)))
    unlike = sum(1 for column, cell in enumerate(cells) if cell != "" and _differs(column, below))
    distinct = len({str(label).strip() for label in labels}) / len(labels)
    return distinct * (2.0 * hits + unlike) if below or hits > 1 else None


def _differs(column: int, below: list[list[Cell]]) -> bool:
    values = [row[column] for row in below if column < len(row) and row[column] != ""]
    return bool(values) and sum(is_label(value) for value in values) <= 0.5 * len(values)


def _is_merged_down(merges: list[Merge], number: int) -> bool:
    return sum(1 for top, _left, bottom, _right in merges if top == number < bottom) >= 2


def _block(sheet: SheetHead, row: int) -> tuple[int, int]:
    """The rows a header covers: merges tie its levels together."""
    top = bottom = row
    width = max((len(cells) for _number, cells in sheet.sample), default=1)
    groups = [merge for merge in sheet.merges if merge[2] <= LAST_HEADER_ROW and merge[3] - merge[1] + 1 < 0.8 * width]
    numbers = {number for number, _cells in sheet.sample}
    for first, left, last, right in sorted(groups, reverse=True):
        spans_down = first < top <= last
        groups_above = last == top - 1 and right > left and top in numbers and row - first < 5
        if spans_down or groups_above:
            top = first
    for first, _left, last, _right in sorted(groups):
        if top <= first <= bottom < last:
            bottom = last
    return top, bottom


def _joined(sheet: SheetHead, rows: dict[int, list[Cell]], levels: tuple[int, ...]) -> tuple[str, ...]:
    width = max(len(_row) for _number, _row in sheet.sample)
    names: list[list[str]] = [[] for _column in range(width)]
    for level in levels:
        cells = [_label(cell) for cell in rows.get(level, [])]
        cells += [""] * (width - len(cells))
        _spread(cells, level, sheet)
        for column, name in enumerate(cells):
            if name.strip() and name not in names[column]:
                names[column].append(name)
    if len(levels) == 1:
        return tuple(name[0] if name else "" for name in names)
    return tuple("/".join(part.strip() for part in name) for name in names)


def _spread(cells: list[str], level: int, sheet: SheetHead) -> None:
    """A group's title stands above each of its columns."""
    for top, left, bottom, right in sheet.merges:
        start = left - sheet.first_column
        if top <= level <= bottom and right > left and 0 <= start < len(cells):
            end = min(right - sheet.first_column, len(cells) - 1)
            cells[start : end + 1] = [cells[start]] * (end - start + 1)


def _label(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return str(cell[1])
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
