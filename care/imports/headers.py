"""Header cells as they are compared: width, case, blanks, stars and units do not count."""

import re
import unicodedata
from hashlib import sha256

_NOISE = re.compile(r"[\s*:()\[\]【】_\-./#?、,]|必填项?|选填|可选|required|optional", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")


def header_key(header: str) -> str:
    """The key of a header with everything it says."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", header).casefold())


def header_keys(header: str) -> list[str]:
    """Every key a header may be known by, the most exact first: whole, without units, its last level."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    last = folded.rpartition("/")[2]
    keys = [header_key(form) for form in (folded, _BRACKETS.sub("", folded), last, _BRACKETS.sub("", last))]
    return list(dict.fromkeys(filter(None, keys)))


def fingerprint(kind: str, headers: list[str]) -> str:
    """The same for files that have the same columns in whatever order."""
    keys = sorted(header_key(header) for header in headers)
    return sha256("\x1f".join([kind, *keys]).encode()).hexdigest()


def column_letters(number: int) -> str:
    """1 → A, 28 → AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
