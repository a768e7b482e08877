"""When a form was opened, and which notice stood on it: signed, so that nobody can tell us otherwise. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from auth import seals

TOO_FAST = timedelta(seconds=3)
"""Nobody reads and fills in four fields sooner."""
TOO_OLD = timedelta(hours=24)
_SHAPE = re.compile(r"(\d{1,12})\.([0-9a-f]{16})\.([^.]{1,20})")


@dataclass(frozen=True)
class Seal:
    """One opened form; `mark` tells it from every other."""

    at: datetime
    mark: str
    notice: str
    """Version of the privacy notice that was shown."""


def sealed(seal: Seal, key: bytes) -> str:
    return seals.sealed(f"{int(seal.at.timestamp())}.{seal.mark}.{_spelled(seal.notice)}", key)


def opened(text: str, key: bytes) -> Seal | None:
    """None: not a seal of ours."""
    said = seals.opened(text, key)
    found = _SHAPE.fullmatch(said) if said is not None else None
    if found is None:
        return None
    return Seal(datetime.fromtimestamp(int(found[1]), UTC), found[2], found[3].replace("~", "."))


def is_too_fast(seal: Seal, now: datetime) -> bool:
    return now - seal.at < TOO_FAST


def is_too_old(seal: Seal, now: datetime) -> bool:
    """A seal from the future is none of this clock."""
    return not -TOO_FAST <= now - seal.at <= TOO_OLD


def _spelled(version: str) -> str:
    return version.replace(".", "~")
