"""What a click costs the server: the home page run again, beside an empty page, over real websockets."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import mean, median

from ops.benchmarks import wire
from ops.benchmarks.figure import Figure
from ops.benchmarks.servers import APP, EMPTY_PAGE, Server, running
from ops.benchmarks.world import World

_ROUNDS = 10
_RUNS = 10
"""In one tab; fewer than the guard lets through in a burst."""


@dataclass(frozen=True)
class Round:
    cpu: float
    """Milliseconds of the server's processor, a run."""
    wall: list[float]
    kilobytes: float


def measure(world: World) -> Iterator[Figure]:
    with ExitStack() as ending:
        home, empty = (ending.enter_context(running(script, world.data)) for script in (APP, EMPTY_PAGE))
        token = world.sign_in()
        pairs = [(a_round(home, token), a_round(empty)) for _ in range(_ROUNDS + 1)]
    ours, floor = zip(*pairs[1:], strict=True)  # the first round warms up
    yield Figure("rerun of the home page, processor time", cpu(ours), "ms", cpu(floor))
    yield Figure("rerun of the home page, asked to answered", wall(ours), "ms", wall(floor))
    yield Figure("rerun of the home page, sent", size(ours), "kB", size(floor))


def a_round(server: Server, token: str = "", page: str = "") -> Round:
    with wire.opened(server, token, page) as tab:
        spent, walls, received = server.cpu_seconds(), [], 0
        for _ in range(_RUNS):
            began = time.perf_counter()
            received += tab.rerun()
            walls.append((time.perf_counter() - began) * 1000)
        return Round((server.cpu_seconds() - spent) * 1000 / _RUNS, walls, received / _RUNS / 1000)


def cpu(rounds: tuple[Round, ...]) -> float:
    return mean(one.cpu for one in rounds)


def wall(rounds: tuple[Round, ...]) -> float:
    return median(value for one in rounds for value in one.wall)


def size(rounds: tuple[Round, ...]) -> float:
    return median(one.kilobytes for one in rounds)
