"""`python3 -m ops check`: all that must hold before a change is good, the tests last."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from ops import browser, missing, postgres

ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30
"""Bytes that must be free in memory for the tests' databases."""
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"  # it has no `python -m`


@dataclass(frozen=True)
class Step:
    name: str
    run: Callable[[], str]
    """Returns what is wrong; empty when nothing is."""


def main(argv: list[str]) -> int:
    options, pytest_arguments = options_of(argv)
    os.chdir(ROOT)
    be_quick()
    with ExitStack() as ending:
        try:
            if options.database == "postgresql":
                os.environ["GUANJIA_TEST_DATABASE"] = ending.enter_context(postgres.private_server())
            failed = [step.name for step in _steps(options) if not passes(step)]
        except missing.Missing as reason:
            print(reason)
            return 1
        tests_failed = _tests(pytest_arguments, fast=options.fast)
    if failed:
        print(f"Not passed: {', '.join(failed)}{', tests' if tests_failed else ''}.")
    return 1 if failed or tests_failed else 0


def be_quick() -> None:
    """The tests start the program many times: it is compiled once. They throw away what they write: no disk waits."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("TMPDIR", str(MEMORY))


def options_of(argv: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="python3 -m ops check", description=__doc__, epilog="Anything else is handed to pytest."
    )
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite",
                        help="postgresql: migrations and tests, on a private server started for them")  # fmt: skip
    parser.add_argument("--fast", action="store_true", help="leave out the tests that drive a browser")
    return parser.parse_known_args(argv)


def _steps(options: argparse.Namespace) -> Iterator[Step]:
    if options.database == "sqlite":
        yield Step("format", lambda: _python("-m", "ruff", "format", "--check", "."))
        yield Step("lint", lambda: _python("-m", "ruff", "check", "."))
        yield Step("import contracts", lambda: _python("-c", LINT_IMPORTS))
        yield Step("types", lambda: _python("-m", "mypy"))
        yield Step("catalogs", lambda: _python("-m", "ops", "catalogs", "--check"))
    yield Step("migrations", _migrations)
    if not options.fast:
        yield Step("browser", _browser)


def passes(step: Step) -> bool:
    began = time.monotonic()
    print(f"{step.name:<18}", end="", flush=True)
    wrong = step.run()
    print(f"{'failed' if wrong else 'ok':<8}{time.monotonic() - began:5.1f} s", flush=True)
    if wrong:
        print(wrong, flush=True)
    return not wrong


def _python(*arguments: str, **environment: str) -> str:
    """Run it in this environment; what it said if it failed."""
    command, wanted = [sys.executable, *arguments], os.environ | environment
    done = subprocess.run(command, env=wanted, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip() or f"exit code {done.returncode}" if done.returncode else ""


def _migrations() -> str:
    """A new database, brought up by the migrations alone, must have the tables that the code describes."""
    with tempfile.TemporaryDirectory(prefix="guanjia-migrations-") as folder:
        return _python("-m", "ops", "migrate", "--check", "--data", folder, DATABASE_URL=_new_database())


def _new_database() -> str:
    """Its address on the private server; empty for a SQLite file in the data folder."""
    server = os.environ.get("GUANJIA_TEST_DATABASE", "")
    if server:
        with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("CREATE DATABASE guanjia_migrations"))
    return server and server.rsplit("/", 1)[0] + "/guanjia_migrations"


def _browser() -> str:
    """The tests are told which browser by the environment."""
    try:
        os.environ["GUANJIA_BROWSER"] = str(browser.provide())
    except missing.Missing as reason:
        return str(reason)
    return ""


def _tests(arguments: list[str], *, fast: bool) -> bool:
    """Whether a test failed. All of them are spread over the processors; a chosen few start quicker without.

    One more at a time than there are processors, since those that drive a browser wait for it; file by file, in the
    order of their folders: the longest are not the last.
    """
    at_once = str(min(os.cpu_count() or 1, 4) + 1)
    spread = [] if arguments else ["-n", at_once, "--dist", "loadfile", "--no-loadscope-reorder"]
    chosen = ["-m", "not browser"] if fast else []
    command = [sys.executable, "-m", "pytest", "-q", *spread, *chosen, *arguments]
    return subprocess.run(command, check=False).returncode != 0
