"""The calendar's address over the real server: open to whoever has the secret, and to nobody else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from ics import Calendar

from auth import accounts
from auth.guard import artwork
from auth.wrong_turns import WRONG
from care import feeds
from core import clock
from db import session as database
from db.models import Customer, Role
from tests.conftest import a_person
from tests.raw_client import ask
from tests.revisits.visit_rows import a_visit
from tests.server import Server, running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as opened:
        yield opened


@pytest.fixture
def employ(server):
    """Somebody with one customer to visit tomorrow, and the path of their calendar."""

    def make(username):
        with server.world():
            actor = a_person(username, username, Role.SALES)
            with database.transaction() as session:
                customer = Customer(number=f"KH-{username}", name="王芳", name_key="王芳", owner_id=actor.id)
                session.add(customer)
                session.flush()
            a_visit(customer, clock.today() + timedelta(days=1))
            with database.transaction() as session:
                return actor, feeds.path_of(feeds.make_feed(session, actor))

    return make


def test_another_programme_reads_it_without_signing_in(server, employ):
    _actor, path = employ("reads")

    answer = ask(server, "GET", path, Origin="")

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow, noarchive"
    (event,) = Calendar(answer.body.decode()).events
    assert "王芳" in event.name
    assert event.url.startswith(server.url)


def test_what_a_programme_has_already_is_not_sent_again(server, employ):
    _actor, path = employ("knows")
    tag = ask(server, "GET", path).headers["etag"]

    again = ask(server, "GET", path, If_None_Match=tag)

    assert (again.status, again.body) == (304, b"")


def test_when_it_was_fetched_and_by_what_is_noted(server, employ):
    actor, path = employ("noted")
    ask(server, "GET", path, User_Agent="iOS/17 dataaccessd/1.0")

    with server.world(), database.reading() as session:
        found = feeds.standing(session, actor)
    assert found is not None
    assert found.fetched_by == "iOS/17 dataaccessd/1.0"
    assert found.fetched_at is not None


@pytest.mark.parametrize("end", ["revoke", "renew", "leave"])
def test_a_link_that_is_over_answers_like_one_that_never_was(server, employ, end):
    actor, path = employ(end)
    assert ask(server, "GET", path).status == 200
    with server.world():
        boss = a_person(f"boss-{end}", "老板", Role.OWNER)
        with database.transaction() as session:
            if end == "revoke":
                feeds.revoke_feed(session, actor)
            elif end == "renew":
                feeds.make_feed(session, actor)
            else:
                accounts.deactivate(session, boss, actor.id)

    over, never = ask(server, "GET", path), ask(server, "GET", feeds.path_of("x" * 43))

    assert over.status == never.status == 404
    assert over.body == never.body


def test_who_tries_addresses_is_asked_to_wait(tmp_path):
    with running_server(tmp_path / "data") as alone:
        for number in range(WRONG):
            assert ask(alone, "GET", feeds.path_of(f"{number:043}")).status == 404

        answer = ask(alone, "GET", feeds.path_of("y" * 43))

    assert answer.status == 429
    assert int(answer.headers["retry-after"]) > 0


def test_large_scripts_are_kept_for_ever_under_an_address_that_changes_with_them(server):
    address = artwork.address_of("fullcalendar.js")
    answer = ask(server, "GET", address, Accept_Encoding="gzip")

    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < 100_000
    assert ask(server, "GET", address.replace("/art/", "/art/0")).status == 404
    assert ask(server, "GET", address.rpartition("/")[0] + "/calendar.js").status == 404
