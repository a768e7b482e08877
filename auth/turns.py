"""How often one address may do something within a while; what it did longer ago is forgotten."""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock

_ADDRESSES = 10_000


class Turns:
    """Counted in this process and forgotten at a restart; never more than ten thousand addresses are remembered."""

    def __init__(self, most: int, within: float, seconds: Callable[[], float] = time.monotonic) -> None:
        self._most, self._within, self._seconds = most, within, seconds
        self._turns: dict[str, list[float]] = {}
        self._lock = Lock()

    def are_used_up(self, ip: str) -> bool:
        """Whether this address has had all it may of late."""
        with self._lock:
            return len(self._recent(_household(ip))) >= self._most

    def count(self, ip: str) -> None:
        with self._lock:
            home = _household(ip)
            self._turns[home] = [*self._recent(home), self._seconds()][-self._most :]
            if len(self._turns) > _ADDRESSES:
                self._forget_the_old()

    def _recent(self, home: str) -> list[float]:
        since = self._seconds() - self._within
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
