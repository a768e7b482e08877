"""Tokens and the addresses they are part of. Of a token only its digest is stored."""

import re
import secrets

from auth.sessions import digest
from core.settings import settings

ADDRESS = "/s/"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> tuple[str, str]:
    """A token for the customer, and its digest for us."""
    token = secrets.token_urlsafe(32)
    return token, digest(token)


def digest_of(token: str) -> str:
    """The digest to look up; empty for what cannot be a token."""
    return digest(token) if _TOKEN.fullmatch(token) else ""


def path_of(token: str) -> str:
    return ADDRESS + token


def address_of(token: str) -> str:
    """What a customer's phone opens; empty while nobody has said under which domain we are reached."""
    return settings().public_url + path_of(token) if settings().public_url else ""
