"""How often an address may open links that nobody made, before it is asked to wait."""

import time
from collections.abc import Callable

from auth.turns import Turns

WRONG, WITHIN = 30, 600.0
"""So many in so many seconds. A person mistypes a few; a robot that tries names never stops."""


class WrongTurns(Turns):
    """Links are too long to be guessed: counting in this process is enough, it only spares the work.

    Somebody else's robot behind the same address makes a customer wait, but never for longer than WITHIN.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__(WRONG, WITHIN, seconds)

    def is_lost(self, ip: str) -> bool:
        """Whether this address has taken too many of late."""
        return self.are_used_up(ip)
