"""Real servers to measure: started on a free port with the product's own settings, and ended afterwards."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app.py"
EMPTY_PAGE = Path(__file__).with_name("empty_page.py")
BARE_APP = Path(__file__).with_name("bare_app.py")
_SECONDS_TO_START = 60


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        spent = psutil.Process(self.process.pid).cpu_times()
        return spent.user + spent.system

    def megabytes(self) -> float:
        return psutil.Process(self.process.pid).memory_info().rss / 1e6


class DidNotStart(RuntimeError):
    """The server ended, or did not answer in time."""


@contextmanager
def running(script: Path, data: Path) -> Iterator[Server]:
    """A server of this script on this data folder that answers already."""
    with started(script, data) as server:
        wait_until_it_answers(server)
        yield server


@contextmanager
def started(script: Path, data: Path) -> Iterator[Server]:
    """The same, not yet waited for."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with (data / f"{script.stem}.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=log,
            env=os.environ | {"GUANJIA_DATA": str(data), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    try:
        yield Server(process, port)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_it_answers(server: Server) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while server.process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=5).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise DidNotStart(server.address)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
