"""The addresses under which this machine's server can be reached, as links."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import suppress

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104


def links(host: str, port: int, scheme: str) -> list[str]:
    """Where a browser finds the server: on this machine first, then from the same office."""
    names = ["localhost", *office_names()] if host in EVERYWHERE else [host]
    return [f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}" for name in names]


def office_names() -> list[str]:
    """This machine's private addresses and its name."""
    found = dict.fromkeys(address for address in _addresses() if _is_private(address))
    return [*found, *filter(None, [socket.gethostname()])]


def _addresses() -> Iterator[str]:
    """The address used towards the network, then all that this machine's name stands for; none where there is none."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("10.255.255.255", 9))  # chooses a route, sends nothing
        yield str(probe.getsockname()[0])
    with suppress(OSError):
        yield from (str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET))


def _is_private(address: str) -> bool:
    known = ipaddress.ip_address(address)
    return known.is_private and not known.is_loopback
