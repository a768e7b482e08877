"""Large scripts that a browser fetches once and keeps: their address holds a digest of what they say.

Streamlit sends a component's script over the websocket at every mount; three hundred kilobytes are too much for that.
"""

import hashlib
from functools import cache
from pathlib import Path

ADDRESS = "/art/"
_FOLDER = Path(__file__).resolve().parents[2] / "ui" / "art"
_FILES = {
    "fullcalendar.js": "fullcalendar/fullcalendar-6.1.21.js",
    "fullcalendar-zh-cn.js": "fullcalendar/zh-cn-6.1.21.js",
}


def address_of(name: str) -> str:
    """Another content is another address, so that what a browser has kept is never out of date."""
    return f"{ADDRESS}{_digest(name)}/{name}"


def content_at(digest: str, name: str) -> bytes | None:
    """None: no such script, or no longer this one."""
    return _content(name) if name in _FILES and _digest(name) == digest else None


@cache
def _content(name: str) -> bytes:
    return (_FOLDER / _FILES[name]).read_bytes()


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(_content(name)).hexdigest()[:16]
