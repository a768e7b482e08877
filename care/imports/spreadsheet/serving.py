"""What the reading process does: describe the sheets, wait for the choice of one, hand over its rows."""

import gc
import json
import marshal
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from .careful import open_carefully
from .gate import Format, detect
from .limits import MAX_MEMORY, MAX_ROWS, MAX_SECONDS, Fault, Refused
from .markup import open_html, open_xml
from .ooxml import Book, read_parts
from .package import Package, PartScan, inspect_package
from .quick import open_quickly
from .tables import Sheet
from .text import open_text

_ROWS_A_FRAME = 2_000


def main(arguments: list[str]) -> None:
    """Frames of marshal on standard output, each after its length."""
    _restrict()
    gc.disable()  # millions of cells and no cycles: collecting would cost a quarter of the time
    try:
        _serve(Path(arguments[0]), arguments[1], "--careful" in arguments)
    except Refused as refusal:
        _send({"refused": refusal.fault.value})
    except MemoryError:
        _send({"refused": Fault.TOO_MUCH_MEMORY.value})
    # Whatever goes wrong here was caused by the file, calamine's PanicException (no Exception) included.
    except BaseException as error:
        protected = "password" in f"{type(error).__name__} {error}".lower()
        _send({"refused": (Fault.PASSWORD if protected else Fault.DAMAGED).value})


def _serve(path: Path, wanted: str, careful: bool) -> None:
    sheets = _open(path, wanted, careful)
    summaries = [sheet.summary() for sheet in sheets]
    if not any(summary["sample"] for summary in summaries):
        raise Refused(Fault.NO_ROWS)
    _send({"sheets": summaries})
    chosen = json.loads(sys.stdin.readline() or "null")
    sheet = next((sheet for sheet in sheets if sheet.name == chosen), None)
    if sheet is not None:
        rows = islice(sheet.rows(), MAX_ROWS + 60)
        while frame := list(islice(rows, _ROWS_A_FRAME)):
            _send(frame)
    _send(None)


def _open(path: Path, wanted: str, careful: bool) -> list[Sheet]:
    match detect(path):
        case Format.ZIP:
            return _open_package(path, wanted, careful)
        case Format.OLE:
            return open_quickly(path, wanted)
        case Format.HTML:
            return open_html(path)
        case Format.XML:
            return open_xml(path)
        case Format.TEXT:
            return open_text(path)


def _open_package(path: Path, wanted: str, careful: bool) -> list[Sheet]:
    package = inspect_package(path)
    needs_care = careful or any(scan.needs_care for scan in package.parts.values())
    is_ooxml = "xl/workbook.xml" in package.parts
    sheets = open_carefully(path, wanted) if needs_care and is_ooxml else _open_either_way(path, wanted, is_ooxml)
    for sheet, scan in zip(sheets, _scans_of(path, package, sheets), strict=False):
        sheet.hidden_rows, sheet.hidden_columns = scan.hidden_rows, scan.hidden_columns
    return sheets


def _open_either_way(path: Path, wanted: str, is_ooxml: bool) -> list[Sheet]:
    """A cell that calamine stumbles over, our own reader often reads; its panics are no Exceptions."""
    try:
        return open_quickly(path, wanted)
    except Refused:
        raise
    except BaseException:
        if not is_ooxml:
            raise
        return open_carefully(path, wanted)


def _scans_of(path: Path, package: Package, sheets: list[Sheet]) -> Iterator[PartScan]:
    """The byte scan of each sheet's part, by the workbook's own list of parts."""
    parts: dict[str, str] = {}
    if any(scan.hidden_rows or scan.hidden_columns for scan in package.parts.values()):
        book = Book(zipfile.ZipFile(path))
        read_parts(book)
        parts = {name: part for name, part, _visible in book.sheets}
    for sheet in sheets:
        yield package.parts.get(parts.get(sheet.name, ""), PartScan())


def _send(frame: Any) -> None:
    data = marshal.dumps(frame)
    sys.stdout.buffer.write(len(data).to_bytes(8) + data)
    sys.stdout.buffer.flush()


def _restrict() -> None:
    """Windows knows no such limits: there the parent's clock and the gate stand alone."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
