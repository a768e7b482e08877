"""The office while something heavy runs: a server with somebody watching, and a colleague who saves all the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ops.benchmarks import wire
from ops.benchmarks.servers import APP, ROOT, Server, running
from ops.benchmarks.world import World

_LOOKS_EVERY = 1.0
_LONGEST = 600


@dataclass(frozen=True)
class Observed:
    saves: list[float]
    """Milliseconds of each of the colleague's saves."""
    growth: float
    """Megabytes by which the server grew at most."""


@dataclass(frozen=True)
class Office:
    world: World
    server: Server
    tab: wire.Tab

    def observe(self, start: Callable[[], subprocess.Popen[str]]) -> Observed:
        """From the start of this process to its end."""
        with _colleague(self.world) as colleague:
            before = self.server.megabytes()
            with start() as process:
                most = max(self._memory(process), default=before)
            saves, _nothing = colleague.communicate()
        return Observed(json.loads(saves), max(most - before, 0.0))

    def _memory(self, process: subprocess.Popen[str]) -> Iterator[float]:
        """The server's megabytes, while somebody looks at the screen every second."""
        until, looked = time.monotonic() + _LONGEST, 0.0
        while process.poll() is None:
            if time.monotonic() > until:
                process.kill()
            if time.monotonic() - looked > _LOOKS_EVERY:
                looked = time.monotonic()
                self.tab.rerun()
            yield self.server.megabytes()
            time.sleep(0.05)


@contextmanager
def at_work(world: World) -> Iterator[Office]:
    with running(APP, world.data) as server, wire.opened(server, world.sign_in(), "import") as tab:
        for _ in range(5):
            tab.rerun()
        yield Office(world, server, tab)


@contextmanager
def _colleague(world: World) -> Iterator[subprocess.Popen[str]]:
    """Goes home when asked for what was noted: `communicate()` closes the input."""
    command = [sys.executable, "-m", "ops.benchmarks.other_user", str(world.owner.id)]
    environment = os.environ | {"GUANJIA_DATA": str(world.data)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()
