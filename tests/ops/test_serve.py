"""The server comes up from nothing, tells where it is, keeps its folder to itself, and ends when it is asked to."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from ops import addresses, listening, lock, serve

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"LC_ALL": "C.UTF-8", "DATABASE_URL": ""}
    command = [sys.executable, "-m", "ops", "serve", *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port: int = probe.getsockname()[1]
        return port


def answer(server: subprocess.Popen[str], url: str, seconds: int = 60) -> int:
    """The status of the first answer; a server needs a moment to come up."""
    until = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(url, timeout=seconds) as reply:
                return int(reply.status)
        except OSError:
            time.sleep(0.05)
    server.kill()
    raise AssertionError(f"{url} does not answer: {server.communicate()}")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "kill"])
def test_an_empty_folder_becomes_a_running_server_that_ends_when_asked(tmp_path, ending):
    port, folder = free_port(), tmp_path / "firm"

    server = start("--port", str(port), "--host", "127.0.0.1", "--data", str(folder))
    try:
        assert answer(server, f"http://127.0.0.1:{port}/health") == 200
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "guanjia.db").stat().st_mode) == 0o600
    finally:
        server.send_signal(ending)
        said, complaints = server.communicate(timeout=30)

    assert re.search(rf"\n  http://127.0.0.1:{port}/\?setup=[\w-]{{43}}\n$", said)
    assert stat.S_IMODE((folder / "keys" / "audit.key").stat().st_mode) == 0o600
    assert (complaints, server.returncode) == ("", 0)


def test_a_second_server_on_the_same_folder_is_refused(tmp_path):
    with lock.held(tmp_path / "server.lock", wait=False):
        server = start("--port", str(free_port()), "--data", str(tmp_path))
        said, refusal = server.communicate(timeout=60)

    assert (server.returncode, said) == (2, "")
    assert refusal.startswith(f"Another server already works on the data folder {tmp_path}.")


def test_a_port_in_use_is_told_before_anything_is_done(tmp_path, taken_port):
    server = start("--port", str(taken_port), "--host", "127.0.0.1", "--data", str(tmp_path))
    said, refusal = server.communicate(timeout=60)

    assert (server.returncode, said) == (2, "")
    assert refusal == (
        f"Port {taken_port} of 127.0.0.1 cannot be used (Address already in use). Choose another with --port.\n"
    )
    assert not (tmp_path / "guanjia.db").exists()


def test_a_certificate_that_cannot_be_used_is_told_before_anything_is_done(tmp_path):
    (tmp_path / "key.pem").write_text("no key")

    with pytest.raises(listening.CannotServe, match="key.pem: No such file or directory."):
        listening.require_usable(tmp_path / "nowhere.pem", tmp_path / "key.pem")
    with pytest.raises(listening.CannotServe, match="key.pem: "):
        listening.require_usable(tmp_path / "key.pem", tmp_path / "key.pem")


def test_everywhere_means_this_machine_first_and_never_a_loopback_or_public_address():
    first, *others = addresses.links("0.0.0.0", 8501, "http")

    assert first == "http://localhost:8501"
    assert f"http://{socket.gethostname().lower()}:8501" in others
    assert not [link for link in others if "127." in link or "0.0.0.0" in link]


def test_the_setup_link_is_offered_only_while_nobody_has_an_account(capsys, chen):
    options = serve.options_of(["--port", "8501", "--host", "127.0.0.1"])

    serve.announce(options)

    assert capsys.readouterr().out == "Guanjia is starting. Open it in a browser:\n  http://127.0.0.1:8501\n"


@pytest.mark.parametrize(
    ("host", "link"), [("192.168.1.5", "https://192.168.1.5:443"), ("fe80::1", "https://[fe80::1]:443")]
)
def test_a_chosen_address_is_the_only_link(host, link):
    assert addresses.links(host, 443, "https") == [link]
