"""How often an address may open links that nobody made, or send forms, before it is asked to wait."""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock

WRONG, WITHIN = 30, 600.0
"""So many in so many seconds. A person mistypes a few; a robot that tries names never stops."""
_ADDRESSES = 10_000


class WrongTurns:
    """Counted in this process and forgotten at a restart: links are too long to be guessed, this only spares the work.

    Somebody else's robot behind the same address makes a customer wait, but never for longer than WITHIN.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic, *, most: int = WRONG) -> None:
        self._seconds = seconds
        self._most = most
        self._turns: dict[str, list[float]] = {}
        self._lock = Lock()

    def is_lost(self, ip: str) -> bool:
        """Whether this address has taken too many of late."""
        with self._lock:
            return len(self._recent(_household(ip))) >= self._most

    def count(self, ip: str) -> None:
        with self._lock:
            home = _household(ip)
            self._turns[home] = [*self._recent(home), self._seconds()][-self._most :]
            if len(self._turns) > _ADDRESSES:
                self._forget_the_old()

    def _recent(self, home: str) -> list[float]:
        since = self._seconds() - WITHIN
        return [at for at in self._turns.get(home, []) if at > since]

    def _forget_the_old(self) -> None:
        kept = {home: recent for home in self._turns if (recent := self._recent(home))}
        latest = sorted(kept, key=lambda home: kept[home][-1])[-_ADDRESSES // 2 :]
        self._turns = {home: kept[home] for home in latest}


def _household(ip: str) -> str:
    """Of IPv6 the network: everybody has as many addresses in it as they like."""
    try:
        found = ip_address(ip)
    except ValueError:
        return ip
    return str(int(found) >> 64) if isinstance(found, IPv6Address) else ip
