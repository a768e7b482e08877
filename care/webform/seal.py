"""When a form was opened, and which notice stood on it: signed, so that nobody can tell us otherwise. Pure."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

TOO_FAST = timedelta(seconds=3)
"""Nobody reads and fills in four fields sooner."""
TOO_OLD = timedelta(hours=24)
_SHAPE = re.compile(r"(\d{1,12})\.([0-9a-f]{16})\.([^.]{1,20})\.([0-9a-f]{64})")


@dataclass(frozen=True)
class Seal:
    """One opened form; `mark` tells it from every other."""

    at: datetime
    mark: str
    notice: str
    """Version of the privacy notice that was shown."""


def sealed(seal: Seal, key: bytes) -> str:
    said = f"{int(seal.at.timestamp())}.{seal.mark}.{_spelled(seal.notice)}"
    return f"{said}.{_mac(said, key)}"


def opened(text: str, key: bytes) -> Seal | None:
    """None: not a seal of ours."""
    found = _SHAPE.fullmatch(text)
    if found is None or not hmac.compare_digest(_mac(text.rpartition(".")[0], key), found[4]):
        return None
    return Seal(datetime.fromtimestamp(int(found[1]), UTC), found[2], found[3].replace("~", "."))


def is_too_fast(seal: Seal, now: datetime) -> bool:
    return now - seal.at < TOO_FAST


def is_too_old(seal: Seal, now: datetime) -> bool:
    """A seal from the future is none of this clock."""
    return not -TOO_FAST <= now - seal.at <= TOO_OLD


def _spelled(version: str) -> str:
    return version.replace(".", "~")


def _mac(said: str, key: bytes) -> str:
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
