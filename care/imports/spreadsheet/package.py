"""The gate for zipped workbooks: real bytes are counted and every sheet is scanned before a library sees them."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from .limits import MAX_PARTS, MAX_UNPACKED, Fault, Refused

_CHUNK = 1 << 18
_OVERLAP = 64
_FAR_CELL = re.compile(rb'r="[A-Z]{3}')
_NO_CACHE = re.compile(rb"</f>(?:<v></v>|<v ?/>)?</c>|<f[^<>]*/>(?:<v></v>|<v ?/>)?</c>")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?hidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col [^>]*?hidden="(?:1|true)"')
_MACHINERY = ("[content_types].xml", "xl/workbook.xml", "xl/workbook.bin", "content.xml")


@dataclass
class PartScan:
    """What a byte scan of one sheet found."""

    needs_care: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0


@dataclass
class Package:
    parts: dict[str, PartScan] = field(default_factory=dict)


def inspect_package(path: Path) -> Package:
    """Refuse bombs, duplicates, entities and foreign zips; say which sheets need the careful reader."""
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        _check_entries(entries)
        package, total = Package(), 0
        for entry in entries:
            if not entry.filename.lower().endswith((".xml", ".bin", ".rels")) or entry.file_size == 0:
                continue
            scan = PartScan()
            total = _scan_part(file, entry, scan, total)
            package.parts[entry.filename] = scan
    return package


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(names) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused(Fault.UNPACKS_TOO_LARGE)
    if len(set(names)) != len(names) or any(".." in name or name.startswith(("/", "\\")) for name in names):
        raise Refused(Fault.DANGEROUS)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Fault.PASSWORD)
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Refused(Fault.NOT_A_SPREADSHEET)
    if not any(name in _MACHINERY for name in names):
        raise Refused(Fault.DAMAGED if any(name.startswith("xl/") for name in names) else Fault.NOT_A_SPREADSHEET)


def _scan_part(file: BinaryIO, entry: zipfile.ZipInfo, scan: PartScan, total: int) -> int:
    is_xml = not entry.filename.lower().endswith(".bin")
    is_sheet = is_xml and "worksheets/" in entry.filename.lower()
    tail, check = b"", 0
    for chunk in _inflate(file, entry):
        total += len(chunk)
        if total > MAX_UNPACKED:
            raise Refused(Fault.UNPACKS_TOO_LARGE)
        check = zlib.crc32(chunk, check)
        seen = tail + chunk
        if is_xml and b"!" in seen and (b"<!DOCTYPE" in seen or b"<!ENTITY" in seen):
            raise Refused(Fault.DANGEROUS)
        if is_sheet:
            _look_at(seen, scan)
        tail = chunk[-_OVERLAP:]
    if check != entry.CRC:
        raise Refused(Fault.DAMAGED)
    return total


def _look_at(seen: bytes, scan: PartScan) -> None:
    scan.needs_care = scan.needs_care or (
        b't="e"' in seen or _FAR_CELL.search(seen) is not None or (b"<f" in seen and _NO_CACHE.search(seen) is not None)
    )
    if b"hidden=" in seen:
        scan.hidden_rows += len(_HIDDEN_ROW.findall(seen))
        scan.hidden_columns += len(_HIDDEN_COLUMN.findall(seen))


def _inflate(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's real bytes, whatever size its header claims."""
    file.seek(entry.header_offset)
    header = file.read(30)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    file.seek(name_length + extra_length, 1)
    left = entry.compress_size
    if entry.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (data := file.read(min(_CHUNK, left))):
            left -= len(data)
            yield data
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Refused(Fault.DAMAGED)
    yield from _deflated(file, left)


def _deflated(file: BinaryIO, left: int) -> Iterator[bytes]:
    stream = zlib.decompressobj(-15)
    pending = b""
    while not stream.eof:
        if not pending:
            pending = file.read(min(_CHUNK // 4, left))
            left -= len(pending)
            if not pending:
                raise Refused(Fault.DAMAGED)
        data = stream.decompress(pending, _CHUNK * 16)
        pending = stream.unconsumed_tail
        if data:
            yield data
