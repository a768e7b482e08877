"""What the checks need of a machine: a private PostgreSQL server that leaves nothing behind, and a browser."""

import re
import socket
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from ops import browser, check, lock, postgres

needs_postgresql = pytest.mark.skipif(postgres.find() is None, reason="no PostgreSQL server on this machine")


@needs_postgresql
def test_the_private_server_makes_databases_and_is_gone_afterwards():
    with postgres.private_server() as url:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE one"))
            folder = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        engine.dispose()

    assert not folder.exists()
    port = int(re.findall(r":(\d+)/", url)[0])
    with closing(socket.socket()) as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


@needs_postgresql
def test_the_private_server_is_gone_after_a_failure():
    with pytest.raises(ZeroDivisionError), postgres.private_server() as url:
        1 / 0  # noqa: B018

    port = int(re.findall(r":(\d+)/", url)[0])
    with closing(socket.socket()) as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


@needs_postgresql
def test_two_private_servers_do_not_meet():
    with postgres.private_server() as one, postgres.private_server() as another:
        assert one != another


def test_a_browser_named_in_the_environment_comes_first(tmp_path, monkeypatch):
    mine = tmp_path / "my-browser"
    mine.touch()
    monkeypatch.setenv("GUANJIA_BROWSER", str(mine))

    assert browser.find() == mine


def test_a_lock_is_refused_while_held_and_free_afterwards(tmp_path):
    with lock.held(tmp_path / "lock", wait=False), pytest.raises(lock.Taken), lock.held(tmp_path / "lock", wait=False):
        pass

    with lock.held(tmp_path / "lock", wait=False):
        pass


def test_a_step_that_fails_says_why(capsys):
    assert check.passes(check.Step("lint", lambda: "")) is True
    assert check.passes(check.Step("types", lambda: "a.py:1: wrong")) is False

    assert re.fullmatch(r"lint +ok +0\.0 s\ntypes +failed +0\.0 s\na.py:1: wrong\n", capsys.readouterr().out)


def test_what_the_check_does_not_know_is_handed_to_pytest():
    options, rest = check.options_of(["--fast", "tests/ops", "-k", "lock", "--database", "postgresql"])

    assert (options.fast, options.database) == (True, "postgresql")
    assert rest == ["tests/ops", "-k", "lock"]
