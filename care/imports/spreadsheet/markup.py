"""Web pages and XML saved under a spreadsheet's name, as many back offices do."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.parsers import expat

from .limits import MAX_COLUMNS, MAX_ROWS, Fault, Refused
from .tables import Cell, Merge, Row, Sheet, bounded_width, fill_down
from .text import decode


def open_html(path: Path) -> list[Sheet]:
    """Each table of the page that has rows."""
    parser = _HtmlTables()
    parser.feed(_decode_page(path.read_bytes()))
    return [table.sheet(str(index)) for index, table in enumerate(parser.tables, 1) if table.rows]


def _decode_page(data: bytes) -> str:
    head = data[:2048].lower()
    if b"charset=gb" in head or b'charset="gb' in head:
        return data.decode("gb18030", errors="replace")
    return decode(data)[1]


class _Table:
    def __init__(self, name: str = "") -> None:
        self.name = name
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.row = 0

    def add_row(self, cells: list[Cell]) -> None:
        bounded_width(len(cells))
        if len(self.rows) >= MAX_ROWS:
            raise Refused(Fault.TOO_MANY_ROWS)
        if any(cell != "" for cell in cells):
            self.rows.append((self.row, cells))

    def sheet(self, name: str) -> Sheet:
        tall = [merge for merge in self.merges if merge[2] > merge[0]]

        def rows() -> Iterator[Row]:
            return fill_down(((number, list(cells)) for number, cells in self.rows), tall, 1)

        return Sheet(self.name or name, rows, merges=self.merges, height=len(self.rows))


class _HtmlTables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.cells: list[Cell] | None = None
        self.pieces: list[str] | None = None
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self._end_row()
            self.cells = []
            self.tables[-1].row += 1
        elif tag in {"td", "th"} and self.cells is not None:
            self._end_cell()
            named = dict(attrs)
            self.span = (_count(named.get("colspan")), _count(named.get("rowspan")))
            self.pieces = []
        elif tag == "br" and self.pieces is not None:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self.pieces is not None:
            self.pieces.append(data)

    def _end_cell(self) -> None:
        if self.pieces is None or self.cells is None:
            return
        wide, tall = self.span
        table, left = self.tables[-1], len(self.cells) + 1
        if wide > 1 or tall > 1:
            table.merges.append((table.row, left, table.row + tall - 1, left + wide - 1))
        self.cells += ["".join(self.pieces).strip(), *[""] * (wide - 1)]
        self.pieces = None

    def _end_row(self) -> None:
        self._end_cell()
        if self.cells is not None and self.tables:
            self.tables[-1].add_row(self.cells)
        self.cells = None


def _count(text: str | None) -> int:
    return min(int(text), MAX_COLUMNS) if text and text.isdigit() and len(text) < 6 else 1


def open_xml(path: Path) -> list[Sheet]:
    """Each worksheet of a SpreadsheetML 2003 file."""
    reader = _XmlTables()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.Parse(path.read_bytes(), True)
    return [table.sheet(str(index)) for index, table in enumerate(reader.tables, 1) if table.rows]


def _no_doctype(*_declaration: object) -> None:
    raise Refused(Fault.DANGEROUS)


class _XmlTables:
    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.cells: list[Cell] = []
        self.kind = ""
        self.pieces: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        index = attributes.get("ss:Index", "")
        if name == "Worksheet":
            self.tables.append(_Table(attributes.get("ss:Name", "")))
        elif name == "Row" and self.tables:
            self.tables[-1].row = int(index) if index.isdigit() else self.tables[-1].row + 1
            self.cells = []
        elif name == "Cell":
            column = _count(index) if index else len(self.cells) + 1
            self.cells += [""] * (column - len(self.cells))
        elif name == "Data":
            self.kind, self.pieces = attributes.get("ss:Type", "String"), []

    def text(self, data: str) -> None:
        if self.pieces is not None:
            self.pieces.append(data)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "Data" and self.pieces is not None:
            self.cells[-1] = self._value("".join(self.pieces))
            self.pieces = None
        elif name == "Row" and self.tables:
            self.tables[-1].add_row(self.cells)

    def _value(self, raw: str) -> Cell:
        if self.kind == "Number":
            return float(raw)
        if self.kind == "DateTime":
            return ("date", raw.removesuffix(".000"))
        if self.kind == "Boolean":
            return raw == "1"
        return ("error", raw) if self.kind == "Error" else raw
