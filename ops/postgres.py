"""A private PostgreSQL server for the tests, started from the installed binaries and gone when they end."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ops import missing

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "C:/Program Files/PostgreSQL/*/bin",
)
# The data is thrown away: nothing needs to survive a power cut, and no place is swept to be filled again while tests
# read rows in the order they were written.
SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "logging_collector": "off",
}
SECONDS_TO_START = 60


def find() -> Path | None:
    """The folder of the newest PostgreSQL server of this machine."""
    program = "initdb.exe" if sys.platform == "win32" else "initdb"
    folders = [
        folder for place in PLACES for folder in sorted(_glob(place), key=_version) if (folder / program).exists()
    ]
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else folders[-1] if folders else None


def provide() -> Path:
    """The folder of the server's programs, installed if need be."""
    if find() is None and missing.on_debian_as_root():
        missing.install("postgresql")
    found = find()
    if found is None:
        raise missing.Missing(
            "No PostgreSQL server was found: install PostgreSQL 13 or newer, or put the folder of initdb on the PATH."
        )
    return found


@contextmanager
def private_server() -> Iterator[str]:
    """Run a server of our own; the address of its first database, whose owner may make and drop others."""
    programs = provide()
    with _ended_by_signal(), tempfile.TemporaryDirectory(prefix="guanjia-pg-", ignore_cleanup_errors=True) as folder:
        identity = _not_root(Path(folder))
        password = secrets.token_urlsafe(16)
        _initialise(programs, Path(folder), password, identity)
        port = _free_port()
        server = _start(programs, Path(folder), port, identity)
        try:
            _wait(programs, server, port, Path(folder) / "log")
            yield f"postgresql+psycopg://guanjia:{password}@127.0.0.1:{port}/postgres"
        finally:
            _stop(server)


def _glob(place: str) -> Iterator[Path]:
    anchor = Path(place).anchor
    return Path(anchor).glob(Path(place).relative_to(anchor).as_posix()) if Path(anchor).exists() else iter(())


def _version(folder: Path) -> tuple[int, ...]:
    digits = "".join(c if c.isdigit() else " " for c in str(folder)).split()
    return tuple(map(int, digits))


def _not_root(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then the folder and the processes are those of its own user."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        raise missing.Missing("PostgreSQL does not run as root and there is no user postgres: make one.") from None
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _initialise(programs: Path, folder: Path, password: str, identity: dict[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o644)  # inside a folder that nobody else may enter
    # The C locale sorts and folds case as SQLite does, so one test holds for both.
    options = ["-U", "guanjia", "-E", "UTF8", "--locale=C", "--no-sync", "--auth=scram-sha-256", f"--pwfile={secret}"]
    command = [str(programs / "initdb"), "-D", str(folder / "data"), *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **identity)
    if done.returncode:
        raise missing.Missing(f"The private PostgreSQL server could not be made: {done.stderr.strip()}")


def _start(programs: Path, folder: Path, port: int, identity: dict[str, Any]) -> subprocess.Popen[bytes]:
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port), *options]
    with (folder / "log").open("wb") as log:
        # Its own session: Ctrl-C in the terminal stops the tests first, and the server after them.
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True, **identity)


def _wait(programs: Path, server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    ready = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > until:
            raise missing.Missing(f"The private PostgreSQL server did not start: {log.read_text('utf-8', 'replace')}")
        time.sleep(0.1)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """At once and without a checkpoint, since nothing of it is kept."""
    if sys.platform == "win32":
        server.terminate()
    else:
        server.send_signal(signal.SIGQUIT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """A polite kill also runs the `finally` that stops the server."""
    before = signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
