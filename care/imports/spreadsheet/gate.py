"""What a file really is, by its content alone, and whether it may come in."""

from enum import StrEnum
from pathlib import Path

from .limits import MAX_BYTES, Fault, Refused


class Format(StrEnum):
    ZIP = "zip"
    OLE = "ole"
    HTML = "html"
    XML = "xml2003"
    TEXT = "text"


_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BM",
    b"\x7fELF",
    b"MZ",
)
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_BIFF8_WORKBOOK = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILEPASS = b"\x2f\x00"
_HTML_STARTS = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<div", b"<style", b"<!--")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def detect(path: Path) -> Format:
    """The format, or a refusal in milliseconds."""
    size = path.stat().st_size
    if size == 0:
        raise Refused(Fault.EMPTY)
    if size > MAX_BYTES:
        raise Refused(Fault.TOO_LARGE)
    with path.open("rb") as file:
        head = file.read(8192)
    if head.startswith(b"PK\x03\x04"):
        return Format.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(path.read_bytes())
    if head.startswith(_OLD_EXCEL):
        raise Refused(Fault.TOO_OLD)
    return _text(head)


def _ole(data: bytes) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(Fault.PASSWORD)
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book", "WORKBOOK")):
        raise Refused(Fault.NOT_A_SPREADSHEET)
    start = data.find(_BIFF8_WORKBOOK)
    if start >= 0 and data[start + 20 : start + 22] == _FILEPASS:
        raise Refused(Fault.PASSWORD)
    return Format.OLE


def _text(head: bytes) -> Format:
    if head.startswith(_FOREIGN):
        raise Refused(Fault.NOT_A_SPREADSHEET)
    if head.startswith(_UTF16_MARKS):
        return Format.TEXT
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not start:
        raise Refused(Fault.EMPTY)
    if start.startswith(_HTML_STARTS) or (start.startswith(b"<?xml") and b"<html" in start):
        return Format.HTML
    if start.startswith((b"<?xml", b"<workbook", b"<ss:workbook")):
        if b"urn:schemas-microsoft-com:office:spreadsheet" not in start:
            raise Refused(Fault.NOT_A_SPREADSHEET)
        return Format.XML
    if b"\x00" in head and not _looks_like_utf16(head):
        raise Refused(Fault.NOT_A_SPREADSHEET)
    return Format.TEXT


def _looks_like_utf16(head: bytes) -> bool:
    half = len(head[:400]) // 2
    zeros = max(head[1:400:2].count(0), head[0:400:2].count(0))
    return zeros > 0.7 * half and b"\x00\x00\x00" not in head
