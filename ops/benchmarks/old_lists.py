"""Old leads and visits brought in from a list as it is, beside the reading of that list alone."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from ops.benchmarks.figure import Figure, at_most
from ops.benchmarks.servers import ROOT
from ops.benchmarks.world import World

ROWS = 20_000
_MOST = {"leads": 10, "revisits": 40}
"""Seconds; each visit here makes a customer too, with a plan of their own."""
_SINCE = date(2020, 1, 1)
_HEADERS = {
    "leads": ("姓名", "手机号", "创建时间", "线索状态", "线索来源", "需求"),
    "revisits": ("客户姓名", "联系电话", "回访时间", "回访方式", "回访内容", "满意度"),
}
_WORDS = {"leads": (("已流失", "跟进中", "已联系"), ("展会", "抖音")), "revisits": (("电话", "微信"), ("4", "满意"))}


class WentWrong(RuntimeError):
    """The import did not bring every row in: its speed says nothing."""


def measure(world: World) -> Iterator[Figure]:
    rows = min(ROWS, world.customers)
    for kind in _HEADERS:
        path = _list(world.folder / f"{kind}.csv", kind, rows)
        floor = _reading(path)
        yield Figure(
            f"import of {rows:,} old {kind}", _import(world, kind, path, rows), "s", floor, at_most(_MOST[kind])
        )


def _list(path: Path, kind: str, rows: int) -> Path:
    first, second = _WORDS[kind]
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADERS[kind])
        for n in range(rows):
            day = _SINCE + timedelta(days=n % 2_000)
            who = (f"客户{n:06d}", f"139{n:08d}", day.isoformat())
            what = (first[n % len(first)], f"说了第 {n} 句", second[n % len(second)])
            writer.writerow((*who, what[0], *(what[1:] if kind == "revisits" else (second[n % 2], what[1]))))
    return path


def _reading(path: Path) -> float:
    began = time.perf_counter()
    with path.open(encoding="gb18030", newline="") as file:
        assert sum(1 for _row in csv.reader(file))
    return time.perf_counter() - began


def _import(world: World, kind: str, path: Path, rows: int) -> float:
    command = [sys.executable, "-m", "ops", "import", kind, str(path), "--data", str(world.data), "--json"]
    began = time.perf_counter()
    said = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    if said["created"] != rows or said["errors"]:
        raise WentWrong({name: said[name] for name in ("rows", "created", "skipped", "review")})
    return time.perf_counter() - began
