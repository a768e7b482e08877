"""A workbook of 100,000 order lines brought in by the command line's own job, beside reading and inserting alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from ops.benchmarks import company, workbook
from ops.benchmarks.figure import Figure, at_most, percentile, times
from ops.benchmarks.servers import ROOT
from ops.benchmarks.world import World

ROWS = 100_000


class WentWrong(RuntimeError):
    """The import did not bring every row in: its speed says nothing."""


@dataclass(frozen=True)
class Cost:
    cpu: float
    """Seconds of every process that took part."""
    wall: float


def measure(world: World) -> Iterator[Figure]:
    rows = min(ROWS, world.customers)
    alone, watched = (_workbook(world, name, rows) for name in ("A", "B"))
    before, ours, after = _floor(alone), _import(world, alone, rows), _floor(alone)
    cpu, wall = mean((before.cpu, after.cpu)), mean((before.wall, after.wall))
    yield Figure(f"import of {rows:,} rows, processor time", ours.cpu, "s", cpu, times(2.5))
    yield Figure(f"import of {rows:,} rows, start to end", ours.wall, "s", wall, at_most(10))

    with company.at_work(world) as office:
        idle = office.observe(_waiting)
        busy = office.observe(lambda: _started(world, watched))
    yield Figure("another user's save meanwhile, p95", percentile(busy.saves, 95), "ms", percentile(idle.saves, 95),
                 at_most(100))  # fmt: skip
    yield Figure("another user's save meanwhile, longest", max(busy.saves), "ms", max(idle.saves), at_most(2_000))
    yield Figure("growth of the server's memory meanwhile", busy.growth, "MB", idle.growth, at_most(150))


def _workbook(world: World, name: str, rows: int) -> Path:
    path = world.folder / f"orders-{name}.xlsx"
    workbook.write(path, rows, prefix=name)
    return path


def _floor(path: Path) -> Cost:
    command = [sys.executable, "-m", "ops.benchmarks.import_floor", str(path)]
    said = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    return Cost(said["cpu"], said["wall"])


def _import(world: World, path: Path, rows: int) -> Cost:
    spent, began = os.times(), time.perf_counter()
    said, _nothing = _started(world, path).communicate()
    wall, now = time.perf_counter() - began, os.times()
    _require_whole(json.loads(said or "{}"), rows)
    cpu = now.children_user - spent.children_user + now.children_system - spent.children_system
    return Cost(cpu, wall)


def _started(world: World, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ops", "import", "orders", str(path), "--data", str(world.data), "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _waiting() -> subprocess.Popen[str]:
    """As long as an import may take, nothing happens."""
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(5)"], stdout=subprocess.PIPE, text=True)


def _require_whole(said: dict[str, Any], rows: int) -> None:
    if said.get("rows") != rows or said.get("errors") or said.get("created") != -(-rows // workbook.LINES_AN_ORDER):
        raise WentWrong({name: said.get(name) for name in ("rows", "created", "updated", "skipped", "errors")})
