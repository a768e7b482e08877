"""Many people on one page at once: each with a tab of their own, clicking every few seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from random import Random

from ops.benchmarks import wire
from ops.benchmarks.servers import Server

PEOPLE, EVERY, CLICKS = 50, 3.0, 8


def waits(server: Server, tokens: Sequence[str], page: str) -> list[float]:
    """Milliseconds from each click to its answer; people click each at their own moment, as people do."""
    found: list[float] = []
    people = [
        threading.Thread(target=_person, args=(server, token, page, found, place)) for place, token in enumerate(tokens)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return found


def _person(server: Server, token: str, page: str, found: list[float], place: int) -> None:
    random = Random(place)  # noqa: S311
    time.sleep(random.uniform(0, EVERY * 2))
    with wire.opened(server, token, page) as tab:
        for _ in range(CLICKS):
            began = time.perf_counter()
            tab.rerun()
            taken = time.perf_counter() - began
            found.append(taken * 1000)
            time.sleep(max(0.0, EVERY * random.uniform(0.8, 1.2) - taken))
