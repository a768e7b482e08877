"""The addresses we answer to. Any other means that somebody's domain was pointed at this machine."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from urllib.parse import urlsplit

from core.settings import settings


def is_ours(host: str, server: str) -> bool:
    """Whether a Host header names this installation; `server` is the address the connection came in at."""
    name = _name_of(host)
    return bool(name) and (
        name in own_names() or name == server or any(_covers(allowed, name) for allowed in _configured())
    )


def is_same_origin(origin: str, host: str) -> bool:
    """Whether the page that sent the request is ours. No Origin is no."""
    parts = urlsplit(origin) if origin.startswith(("http://", "https://")) else None
    if parts is None or not parts.netloc:
        return False
    public = urlsplit(settings().public_url).netloc
    return parts.netloc == host or bool(public and parts.netloc == public)


def is_foreign(origin: str, host: str) -> bool:
    """Whether somebody else's page sent the request. Browsers that hide where it came from say null or nothing."""
    return origin not in ("", "null") and not is_same_origin(origin, host)


@cache
def own_names() -> frozenset[str]:
    """This machine's names and private addresses, found once."""
    name = socket.gethostname().lower()
    # .local is what phones and Macs of the same office call it.
    names = {"localhost", "127.0.0.1", "::1", *filter(None, [name, name and f"{name.split('.')[0]}.local"])}
    return frozenset(names | {address for address in _addresses() if ipaddress.ip_address(address).is_private})


def _addresses() -> Iterator[str]:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("10.255.255.255", 9))  # chooses a route, sends nothing
        yield str(probe.getsockname()[0])
    with suppress(OSError):
        yield from (str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET))


def _configured() -> Iterator[str]:
    yield from (host.lower() for host in settings().allowed_hosts)
    if settings().public_url:
        yield _name_of(urlsplit(settings().public_url).netloc)


def _covers(allowed: str, name: str) -> bool:
    return name.endswith(allowed[1:]) if allowed.startswith("*.") else name == allowed


def _name_of(host: str) -> str:
    """The name in a Host header without its port; empty when it is not one."""
    try:
        parts = urlsplit(f"//{host}")
        if parts.netloc != host or parts.username is not None or parts.port == 0:
            return ""
    except ValueError:
        return ""
    return (parts.hostname or "").rstrip(".")
