"""How many strangers may be connected at once, and how fast anybody may talk."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

STRANGERS, STRANGERS_PER_ADDRESS = 200, 40
LONGEST_FROM_A_STRANGER = 64 * 1024


class Full(Exception):
    """No further stranger from there."""


class Crowd:
    def __init__(self) -> None:
        self._by_address: Counter[str] = Counter()

    @contextmanager
    def stranger(self, ip: str) -> Iterator[None]:
        """One place in the waiting room, given back at the end."""
        if self._by_address.total() >= STRANGERS or self._by_address[ip] >= STRANGERS_PER_ADDRESS:
            raise Full
        self._by_address[ip] += 1
        try:
            yield
        finally:
            self._by_address[ip] -= 1
            if not self._by_address[ip]:
                del self._by_address[ip]


class Pace:
    """Lets a burst through and then so many messages a second; whoever is faster waits."""

    def __init__(self, *, burst: int, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._left, self._at = float(burst), time.monotonic()

    async def keep(self) -> None:
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second) - 1
        self._at = now
        if self._left < 0:
            await asyncio.sleep(-self._left / self._per_second)
