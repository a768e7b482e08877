"""A real server for tests that need one: its own port, its own data folder, its own database.

with running_server(tmp_path) as server:
    server.url                                         # http://localhost:43210
    with server.world():                               # this process now works on the server's database
        a_person("lin", "林静", Role.SALES, "一队", password="…")
"""

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

from auth import keys
from core import clock
from core.settings import settings
from db import session as database
from tests import databases

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN = 60


@dataclass(frozen=True)
class Server:
    port: int
    data_dir: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @contextmanager
    def world(self) -> Iterator[None]:
        """Within, this process reads and writes the server's own database, on the running clock."""
        with _world(self.environment):
            yield


@contextmanager
def running_server(data_dir: Path, **environment: str) -> Iterator[Server]:
    """`streamlit run app.py` on a migrated, empty data folder; ready when this returns, gone at the end."""
    with databases.copied(databases.empty, data_dir) as address:
        own = {"GUANJIA_DATA": str(data_dir), "DATABASE_URL": address, **environment}
        process, port = _start(own, data_dir)
        try:
            _wait_until_ready(process, port, data_dir)
            yield Server(port, data_dir, own, process)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def _world(environment: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in environment}
    _use(environment)
    frozen_at = clock._frozen_at
    clock.freeze(None)
    try:
        yield
    finally:
        database.dispose()
        clock.freeze(frozen_at)
        _use(before)


def _use(environment: dict[str, str | None] | dict[str, str]) -> None:
    for name, value in environment.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    settings.cache_clear()
    keys.key.cache_clear()


def _start(environment: dict[str, str], data_dir: Path) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    with (data_dir / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=subprocess.STDOUT
        )
    return process, port


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, data_dir: Path) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{(data_dir / 'server.log').read_text()}")
