"""A spreadsheet read by a process of its own: the file may crash that process, never this one."""

import json
import marshal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from care.imports.refusals import FileRefused
from care.imports.spreadsheet.limits import MAX_SECONDS, Fault
from care.imports.spreadsheet.tables import Cell, Merge, Row

_CHILD = Path(__file__).parent / "spreadsheet" / "child.py"

__all__ = ["Cell", "Merge", "OpenFile", "Row", "SheetHead", "open_file"]


@dataclass(frozen=True)
class SheetHead:
    """A sheet as far as its first rows tell."""

    name: str
    visible: bool
    first_column: int
    merges: list[Merge]
    hidden_rows: int
    hidden_columns: int
    encoding: str
    delimiter: str
    sample: list[Row]
    height: int


@dataclass
class OpenFile:
    """The sheets of a file; the rows of one of them, once."""

    sheets: list[SheetHead]
    _process: "subprocess.Popen[bytes]" = field(repr=False)

    def rows(self, sheet: str) -> Iterator[list[Row]]:
        """The rows of a sheet in portions of two thousand."""
        stdin = self._process.stdin
        if stdin is None:
            return
        stdin.write(json.dumps(sheet).encode() + b"\n")
        stdin.flush()
        try:
            while (frame := _receive(self._process)) is not None:
                yield frame
        except EOFError as end:
            raise FileRefused(Fault.TOO_MUCH_MEMORY) from end


@contextmanager
def open_file(path: Path, *, sheet: str = "") -> Iterator[OpenFile]:
    """Open what was uploaded, or refuse it with one sentence."""
    process, head = _start(path, sheet, careful=False)
    if head is None:
        # calamine dies of a single far cell; our own reader does not.
        _stop(process)
        process, head = _start(path, sheet, careful=True)
    watch = threading.Timer(MAX_SECONDS, process.kill)
    watch.start()
    try:
        if head is None:
            raise FileRefused(Fault.TOO_MUCH_MEMORY)
        yield OpenFile([SheetHead(**summary) for summary in head["sheets"]], process)
    finally:
        watch.cancel()
        _stop(process)


def _start(path: Path, sheet: str, *, careful: bool) -> "tuple[subprocess.Popen[bytes], dict[str, Any] | None]":
    command = [sys.executable, "-I", str(_CHILD), str(path), sheet, *(["--careful"] if careful else [])]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    watch = threading.Timer(MAX_SECONDS, process.kill)
    watch.start()
    try:
        return process, _receive(process)
    except EOFError:
        return process, None
    except BaseException:
        _stop(process)
        raise
    finally:
        watch.cancel()


def _receive(process: "subprocess.Popen[bytes]") -> Any:
    if process.stdout is None:
        return None
    size = process.stdout.read(8)
    data = process.stdout.read(int.from_bytes(size)) if size else b""
    if not data:
        raise EOFError
    frame = marshal.loads(data)
    if isinstance(frame, dict) and "refused" in frame:
        raise FileRefused(Fault(frame["refused"]))
    return frame


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    process.wait()
