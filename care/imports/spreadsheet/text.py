"""Text tables: encoding, delimiter, and the rows between them."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .limits import MAX_COLUMNS, Fault, Refused
from .tables import Row, Sheet

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = (",", "\t", ";", "|", "，")
# Chinese systems write ="00123" so that Excel keeps the zeros.
_QUOTED_FORMULA = re.compile(r'="(.*)"', re.DOTALL)


def open_text(path: Path) -> list[Sheet]:
    """The one table of a text file."""
    encoding, text = decode(path.read_bytes())
    delimiter = _delimiter(text[:200_000])
    csv.field_size_limit(1_000_000)
    return [
        Sheet("", lambda: _rows(text, delimiter), encoding=encoding, delimiter=delimiter, height=text.count("\n") + 1)
    ]


def decode(data: bytes) -> tuple[str, str]:
    """Marks first, then strict UTF-8, then the Chinese encodings, then the Western one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, _strictly(data, encoding)
    if b"\x00" in data[:400]:
        guess = "utf-16-le" if data[1:400:2].count(0) > data[0:400:2].count(0) else "utf-16-be"
        return guess, _strictly(data, guess)
    for encoding in ("utf-8", "gbk", "gb18030", "cp1252", "latin-1"):
        try:
            return encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Fault.DAMAGED)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(Fault.DAMAGED) from error


def _delimiter(text: str) -> str:
    return max(_DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(row):
                widths.append(len(row))
            if len(widths) >= 60:
                break
    except csv.Error:
        return 0.0, 0
    if not widths:
        return 0.0, 0
    width, rows = Counter(widths).most_common(1)[0]
    return (rows / len(widths) if width > 1 else 0.0), width


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        if len(cells) > MAX_COLUMNS:
            raise Refused(Fault.TOO_MANY_COLUMNS)
        if any(cells):
            yield number, [_plain(cell) if cell[:2] == '="' else cell for cell in cells]


def _plain(cell: str) -> str:
    quoted = _QUOTED_FORMULA.fullmatch(cell)
    return quoted[1] if quoted else cell
