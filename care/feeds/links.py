"""Secrets and the addresses they are part of. Of a secret only its digest is stored."""

import re
import secrets

from auth.guard.surface import FEEDS
from auth.sessions import digest

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_ENDING = ".ics"


def new_token() -> tuple[str, str]:
    """A secret for the person's calendar, and its digest for us."""
    token = secrets.token_urlsafe(32)
    return token, digest(token)


def path_of(token: str) -> str:
    return f"{FEEDS}{token}{_ENDING}"


def digest_of(name: str) -> str:
    """The digest to look up for the last part of an address; empty for what cannot be one of ours."""
    token = name.removesuffix(_ENDING)
    return digest(token) if name.endswith(_ENDING) and _TOKEN.fullmatch(token) else ""
