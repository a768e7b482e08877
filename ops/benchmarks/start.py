"""From nothing to a usable sign-in: the server's start and the first page, beside a bare Streamlit app."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from ops.benchmarks import browsers
from ops.benchmarks.figure import Figure, times
from ops.benchmarks.servers import APP, BARE_APP, started, wait_until_it_answers
from ops.benchmarks.world import World

ROUNDS = 3
_PASSWORD = "input[type=password]"


def measure(world: World) -> Iterator[Figure]:
    with browsers.launched() as browser:
        rounds = [(_start(browser, APP, world.data), _start(browser, BARE_APP, world.data)) for _ in range(ROUNDS)]
    ours, bare = ([tuple(start) for start in side] for side in zip(*rounds, strict=True))
    yield Figure("cold start to a usable sign-in", _whole(ours), "s", _whole(bare), times(1.3))
    yield Figure("of which the first page", _page(ours), "s", _page(bare))


def _start(browser: Browser, script: Path, data: Path) -> tuple[float, float]:
    """Seconds until the server answers, and from then until a password can be typed."""
    began = time.perf_counter()
    with started(script, data) as server:
        wait_until_it_answers(server)
        answered = time.perf_counter()
        with browsers.screen(browser, server) as screen:
            screen.wait_for(_PASSWORD)
            return answered - began, time.perf_counter() - answered


def _whole(starts: list[tuple[float, ...]]) -> float:
    return median(sum(start) for start in starts)


def _page(starts: list[tuple[float, ...]]) -> float:
    return median(page for _server, page in starts)
