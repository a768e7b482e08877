"""Which files may hang on a complaint, told by their first bytes: a name proves nothing. Pure."""

from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

LARGEST = 10 * 1024 * 1024
MOST = 20
"""Files of one complaint."""
ENDINGS = ("jpg", "jpeg", "png", "webp", "gif", "pdf", "docx", "xlsx", "txt", "mp3", "m4a", "amr", "mp4")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_FILM_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash")
_MOST_PARTS = 5_000
_MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<head", "<body", "<iframe", "<!--")


@dataclass(frozen=True)
class FileType:
    ending: str
    mime: str


_STARTS = (
    (b"\xff\xd8\xff", FileType("jpg", "image/jpeg")),
    (b"\x89PNG\r\n\x1a\n", FileType("png", "image/png")),
    (b"GIF87a", FileType("gif", "image/gif")),
    (b"GIF89a", FileType("gif", "image/gif")),
    (b"%PDF-", FileType("pdf", "application/pdf")),
    (b"ID3", FileType("mp3", "audio/mpeg")),
    (b"#!AMR\n", FileType("amr", "audio/amr")),
    (b"#!AMR-WB\n", FileType("amr", "audio/amr")),
)
_WEBP = FileType("webp", "image/webp")
_MP3 = FileType("mp3", "audio/mpeg")
_M4A, _MP4 = FileType("m4a", "audio/mp4"), FileType("mp4", "video/mp4")
_DOCX = FileType("docx", f"{_OFFICE}wordprocessingml.document")
_XLSX = FileType("xlsx", f"{_OFFICE}spreadsheetml.sheet")
_TXT = FileType("txt", "text/plain")


def file_type(name: str, content: bytes) -> FileType | None:
    """What these bytes are; None: nothing that is taken. The name decides between text and film or sound alone."""
    ending = name.rpartition(".")[2].lower()
    for start, type_ in _STARTS:
        if content.startswith(start):
            return type_
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _WEBP
    if content[4:8] == b"ftyp":
        return _film_or_sound(content[8:12], ending)
    if content.startswith(b"PK\x03\x04"):
        return _office_file(content)
    if _is_mpeg_frame(content[:4]):
        return _MP3
    return _TXT if ending == "txt" and _is_plain_text(content) else None


def _film_or_sound(brand: bytes, ending: str) -> FileType | None:
    if brand in (b"M4A ", b"M4B "):
        return _M4A
    if brand in _FILM_BRANDS:
        return _M4A if ending == "m4a" else _MP4
    return None


def _office_file(content: bytes) -> FileType | None:
    """By the list of its parts; nothing is unpacked, and what holds macros is refused."""
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = set(package.namelist())
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    if "[Content_Types].xml" not in parts or len(parts) > _MOST_PARTS:
        return None
    if any(part.rpartition("/")[2].lower() == "vbaproject.bin" for part in parts):
        return None
    if "word/document.xml" in parts:
        return _DOCX
    return _XLSX if "xl/workbook.xml" in parts else None


def _is_mpeg_frame(head: bytes) -> bool:
    """Sound without a tag: the header of the first frame, in a layer and at a rate that exist."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and bitrate not in (0, 15) and rate != 3


def _is_plain_text(content: bytes) -> bool:
    """Words, and no page that a browser would run."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not text.lstrip().lower().startswith(_MARKUP) and all(c >= " " or c in "\t\r\n\f" for c in text)
    return False
