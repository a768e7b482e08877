"""The reading process: `python -I child.py FILE [SHEET] [--careful]`; frames by marshal on standard output."""

import json
import marshal
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

_ROWS_A_FRAME = 2_000


def main(arguments: list[str]) -> None:
    """Describe the sheets, wait for the choice of one, hand over its rows."""
    _restrict()
    from spreadsheet.limits import Fault, Refused

    try:
        _serve(Path(arguments[0]), arguments[1], careful="--careful" in arguments)
    except Refused as refusal:
        _send({"refused": refusal.fault.value})
    except MemoryError:
        _send({"refused": Fault.TOO_MUCH_MEMORY.value})
    except zipfile.LargeZipFile:
        _send({"refused": Fault.UNPACKS_TOO_LARGE.value})
    except zlib.error:
        _send({"refused": Fault.DAMAGED.value})
    # Whatever goes wrong here was caused by the file, calamine's PanicException (no Exception) included.
    except BaseException as error:
        password = "password" in f"{type(error).__name__} {error}".lower()
        _send({"refused": (Fault.PASSWORD if password else Fault.DAMAGED).value})


def _serve(path: Path, wanted: str, *, careful: bool) -> None:
    from spreadsheet.limits import MAX_ROWS, Fault, Refused

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


def _open(path: Path, wanted: str, careful: bool) -> list[Any]:
    from spreadsheet.gate import Format, detect

    match detect(path):
        case Format.ZIP:
            return _open_package(path, wanted, careful)
        case Format.OLE:
            from spreadsheet.quick import open_quickly

            return open_quickly(path, wanted)
        case Format.HTML:
            from spreadsheet.markup import open_html

            return open_html(path)
        case Format.XML:
            from spreadsheet.markup import open_xml

            return open_xml(path)
        case Format.TEXT:
            from spreadsheet.text import open_text

            return open_text(path)


def _open_package(path: Path, wanted: str, careful: bool) -> list[Any]:
    from spreadsheet.package import inspect_package

    package = inspect_package(path)
    is_ooxml = "xl/workbook.xml" in package.parts
    if is_ooxml and (careful or any(scan.needs_care for scan in package.parts.values())):
        from spreadsheet.careful import open_carefully

        sheets = open_carefully(path, wanted)
    else:
        from spreadsheet.quick import open_quickly

        sheets = open_quickly(path, wanted)
    for sheet, scan in zip(sheets, _scans_of(path, package, sheets), strict=False):
        sheet.hidden_rows, sheet.hidden_columns = scan.hidden_rows, scan.hidden_columns
    return sheets


def _scans_of(path: Path, package: Any, sheets: list[Any]) -> Iterator[Any]:
    """The byte scan of each sheet's part, by the workbook's own list of parts."""
    from spreadsheet.ooxml import Book, read_parts
    from spreadsheet.package import PartScan

    parts: dict[str, str] = {}
    if any(scan.hidden_rows or scan.hidden_columns for scan in package.parts.values()):
        book = Book(zipfile.ZipFile(path))
        read_parts(book)
        parts = {name: part for name, part, _visible in book.sheets}
    for sheet in sheets:
        yield package.parts.get(parts.get(sheet.name, ""), PartScan())


def _send(frame: object) -> None:
    data = marshal.dumps(frame)
    sys.stdout.buffer.write(len(data).to_bytes(8) + data)
    sys.stdout.buffer.flush()


def _restrict() -> None:
    """Windows knows no such limits: there the parent's clock and the gate stand alone."""
    with suppress(ImportError):
        import resource

        from spreadsheet.limits import MAX_MEMORY, MAX_SECONDS

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main(sys.argv[1:])
