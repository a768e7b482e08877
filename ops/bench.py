"""`python3 -m ops bench`: measures the speed in a throw-away data folder, each figure beside its floor."""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from core.i18n import _
from ops import data_folder, migrate, missing
from ops.benchmarks import table
from ops.benchmarks.figure import Figure
from ops.benchmarks.world import World, build

MEASUREMENTS = (
    "directory", "kpis", "reports", "complaints", "leads", "revisits", "calendar", "my_day", "greetings", "surveys",
    "handbook", "imports", "old_lists", "start", "reruns", "clicks", "board_clicks",
)  # fmt: skip
FEWEST = 1_000


def main(argv: list[str]) -> int:
    options = _options(argv)
    with tempfile.TemporaryDirectory(prefix="guanjia-bench-", ignore_cleanup_errors=True) as folder:
        world = _world(Path(folder), options.customers)
        try:
            figures = _measured(world, options.only or MEASUREMENTS, aloud=not options.json)
        except missing.Missing as reason:
            print(reason, file=sys.stderr)
            return 2
    if options.json:
        print(json.dumps([figure.as_json() for figure in figures], ensure_ascii=False, indent=1))
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m ops bench", description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000, metavar="N", help=_("default: 100,000"))
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, help=_("may be given several times"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    options = parser.parse_args(argv)
    if options.customers < FEWEST:
        parser.error(_("With fewer than {number} customers there is nothing to measure.").format(number=FEWEST))
    return options


def _world(folder: Path, customers: int) -> World:
    """A firm of that size in an empty data folder; in the empty database that DATABASE_URL names, if it is set."""
    data_folder.use(folder / "data")
    migrate.bring_up_to_date()
    began = time.perf_counter()
    world = build(folder, customers)
    seconds = time.perf_counter() - began
    print(f"{customers:,} customers and their orders made in {seconds:.0f} s", file=sys.stderr, flush=True)
    return world


def _measured(world: World, names: list[str] | tuple[str, ...], *, aloud: bool) -> list[Figure]:
    figures = []
    if aloud:
        print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}\n{table.heading()}", flush=True)
    for figure in _each(world, names):
        figures.append(figure)
        if aloud:
            print(table.line(figure), flush=True)
    return figures


def _each(world: World, names: list[str] | tuple[str, ...]) -> Iterator[Figure]:
    for name in names:
        yield from import_module(f"ops.benchmarks.{name}").measure(world)
