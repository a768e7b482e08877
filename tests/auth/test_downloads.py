"""A file leaves once, for the person and the session it was made for, and the log tells."""

from datetime import timedelta

import pytest
from sqlmodel import select

from auth import downloads, sessions
from auth.one_time_links import LinkOver
from core import clock
from core.errors import NotFound
from db.models import AuditEntry, User
from tests.conftest import MONDAY_TEN


@pytest.fixture
def signed_in(session):
    def open_session(actor):
        token = sessions.start(session, session.get(User, actor.id))
        session.flush()
        return sessions.actor_for(session, token)

    return open_session


def offered(session, actor):
    url = downloads.offer(session, actor, name="客户.xlsx", content=b"rows", action="customer.exported", count=7)
    return url.removeprefix(downloads.ADDRESS)


def test_a_file_is_handed_out_once(session, zhou, signed_in):
    actor = signed_in(zhou)
    token = offered(session, actor)

    taken = downloads.take(session, actor, token)

    assert (taken.path.read_bytes(), taken.name) == (b"rows", "客户.xlsx")
    with pytest.raises(LinkOver):
        downloads.take(session, actor, token)


def test_a_built_file_is_moved_and_not_copied(session, zhou, signed_in):
    built = downloads.new_file()
    built.write_bytes(b"large")
    actor = signed_in(zhou)

    url = downloads.offer(session, actor, name="a.xlsx", content=built, action="customer.exported", count=1)

    assert not built.exists()
    taken = downloads.take(session, actor, url.removeprefix(downloads.ADDRESS))
    assert taken.path.read_bytes() == b"large"


def test_somebody_else_finds_nothing_and_uses_nothing_up(session, zhou, lin, signed_in):
    actor = signed_in(zhou)
    token = offered(session, actor)

    with pytest.raises(NotFound):
        downloads.take(session, signed_in(lin), token)

    assert downloads.take(session, actor, token).name == "客户.xlsx"


def test_another_session_of_the_same_person_finds_nothing(session, zhou, signed_in):
    token = offered(session, signed_in(zhou))

    with pytest.raises(NotFound):
        downloads.take(session, signed_in(zhou), token)


def test_after_ten_minutes_the_address_is_over(session, zhou, signed_in):
    actor = signed_in(zhou)
    token = offered(session, actor)

    clock.freeze(MONDAY_TEN + timedelta(minutes=11))

    with pytest.raises(LinkOver):
        downloads.take(session, actor, token)


def test_the_offer_and_the_fetch_are_both_in_the_log(session, zhou, signed_in):
    actor = signed_in(zhou)
    downloads.take(session, actor, offered(session, actor))

    entries = session.exec(select(AuditEntry).order_by("id")).all()
    assert [(entry.action, entry.count, entry.actor_id) for entry in entries] == [
        ("customer.exported", 7, zhou.id), ("download.taken", 1, zhou.id),
    ]  # fmt: skip
