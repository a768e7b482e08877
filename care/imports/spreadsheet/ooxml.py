"""The parts of an OOXML workbook that the careful reader needs: sheets, styles, shared strings."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

from .limits import Fault, Refused

_DATE_FORMATS = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
_NOT_DATE_LETTERS = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_Start = Callable[[str, dict[str, str]], None]


@dataclass
class Book:
    archive: zipfile.ZipFile
    strings: list[str] = field(default_factory=list)
    date_styles: set[int] = field(default_factory=set)
    epoch: datetime = datetime(1899, 12, 30)  # noqa: DTZ001
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Handlers:
    start: _Start
    end: Callable[[str], None] = lambda _name: None
    text: Callable[[str], None] = lambda _data: None


def parse(archive: zipfile.ZipFile, part: str, handlers: Handlers) -> Iterator[None]:
    """Feed a part to the handlers, pausing after each piece; names come without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: handlers.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: handlers.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = handlers.text
    parser.EntityDeclHandler = _no_entities
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 17):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
        yield


def _no_entities(*_declaration: object) -> None:
    raise Refused(Fault.DANGEROUS)


def _elements(archive: zipfile.ZipFile, part: str, start: _Start) -> None:
    if part in archive.namelist():
        for _step in parse(archive, part, Handlers(start)):
            pass


def read_workbook(book: Book) -> None:
    """Everything needed to make sense of a worksheet's cells."""
    read_parts(book)
    _read_styles(book)
    _read_strings(book)


def read_parts(book: Book) -> None:
    """Which sheet lives in which part."""
    listed: list[tuple[str, str, bool]] = []
    targets: dict[str, str] = {}

    def workbook(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            listed.append((attributes.get("name", ""), link, attributes.get("state", "visible") == "visible"))
        if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001

    def relations(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else posixpath.join("xl", target)

    _elements(book.archive, "xl/workbook.xml", workbook)
    _elements(book.archive, "xl/_rels/workbook.xml.rels", relations)
    names = set(book.archive.namelist())
    book.sheets = [(name, targets[link], visible) for name, link, visible in listed if targets.get(link) in names]
    book.sheets = [sheet for sheet in book.sheets if "worksheets/" in sheet[1]]


def _read_styles(book: Book) -> None:
    formats: dict[int, str] = {}
    within: list[str] = []
    styles: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in {"cellXfs", "cellStyleXfs"}:
            within[:] = [name]
        elif name == "numFmt":
            formats[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif name == "xf" and within == ["cellXfs"]:
            styles.append(int(attributes.get("numFmtId", 0)))

    _elements(book.archive, "xl/styles.xml", start)
    book.date_styles = {
        index for index, number in enumerate(styles) if number in _DATE_FORMATS or _is_date(formats.get(number, ""))
    }


def _is_date(code: str) -> bool:
    bare = _NOT_DATE_LETTERS.sub("", code).lower()
    return any(letter in bare for letter in "ymdhs") and "general" not in bare


def _read_strings(book: Book) -> None:
    part = "xl/sharedStrings.xml"
    if part not in book.archive.namelist():
        return
    state = {"phonetic": 0}
    pieces: list[str] = []
    path: list[str] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        path.append(name)
        state["phonetic"] += name == "rPh"

    def end(name: str) -> None:
        path.pop()
        state["phonetic"] -= name == "rPh"
        if name == "si":
            book.strings.append("".join(pieces))
            pieces.clear()

    def text(data: str) -> None:
        if path and path[-1] == "t" and not state["phonetic"]:
            pieces.append(data)

    for _step in parse(book.archive, part, Handlers(start, end, text)):
        pass
