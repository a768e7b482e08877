"""Where a request comes from."""

from collections.abc import Iterable
from ipaddress import ip_address


def address_of(client: tuple[str, int] | None, headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The browser's address. A proxy is believed only on this machine, and only its own last entry."""
    peer = client[0] if client else ""
    if not _is_loopback(peer):
        return peer
    named = [value.decode("latin-1") for name, value in headers if name == b"x-forwarded-for"]
    last = ",".join(named).rsplit(",", 1)[-1].strip()
    return last if _is_address(last) else peer


def _is_loopback(text: str) -> bool:
    return _is_address(text) and ip_address(text).is_loopback


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
