"""One real server for the tests that attack it."""

from collections.abc import Callable, Iterator

import pytest

from auth import sessions
from auth.actor import Actor
from db import session as database
from db.models import Role, User
from tests.conftest import a_person
from tests.server import Server, running_server

PASSWORD = "tulip-river-lantern-42"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as running:
        with running.world():
            a_person("chen", "陈建国", Role.OWNER, password=PASSWORD)
        yield running


@pytest.fixture
def employ(server: Server) -> Callable[..., tuple[Actor, str]]:
    """Make a colleague on the server, signed in: employ("lin") -> (actor, token)."""

    def make(username: str, role: Role = Role.SALES) -> tuple[Actor, str]:
        with server.world():
            actor = a_person(username, username, role, password=PASSWORD)
            with database.transaction() as session:
                user = session.get(User, actor.id)
                assert user is not None
                return actor, sessions.start(session, user)

    return make


@pytest.fixture
def owner(server: Server) -> Callable[[], Actor]:
    def find() -> Actor:
        from sqlmodel import select

        from auth.actor import actor_of

        with database.reading() as session:
            return actor_of(session.exec(select(User).where(User.username == "chen")).one())

    return find
