"""Signing what a plain form carries along, so that nobody else can have written it. Pure."""

import hashlib
import hmac


def sealed(said: str, key: bytes) -> str:
    return f"{said}.{_mac(said, key)}"


def opened(text: str, key: bytes) -> str | None:
    """What was said; None: nothing that we sealed, whatever it is made of."""
    said, _dot, mac = text.rpartition(".")
    return said if hmac.compare_digest(_bytes(mac), _bytes(_mac(said, key))) else None


def _mac(said: str, key: bytes) -> str:
    return hmac.new(key, _bytes(said), hashlib.sha256).hexdigest()


def _bytes(text: str) -> bytes:
    """Texts that are not plain ASCII are compared as bytes, and in no other way."""
    return text.encode(errors="surrogatepass")
