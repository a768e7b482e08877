"""Two who write at once: neither waits for ever, and neither is told of the other's luck."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from db import session as database
from db.models import Team
from tests.databases import POSTGRESQL


def names() -> list[str]:
    with database.reading() as session:
        return list(session.exec(select(Team.name).order_by(col(Team.id))))


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has one writer at a time")
def test_of_two_that_wait_for_each_other_both_come_through():
    with database.transaction() as session:
        session.add_all([Team(name="1"), Team(name="2")])
    both_hold_one = Barrier(2, timeout=10)
    attempts = []

    def sign(mark: str, *order: int) -> None:
        def work(session: Session) -> None:
            attempts.append(mark)
            for place, team_id in enumerate(order):
                session.exec(select(Team).where(col(Team.id) == team_id).with_for_update()).one().name += mark
                session.flush()
                if place == 0 and attempts.count(mark) == 1:
                    both_hold_one.wait()

        database.attempt(work)

    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(sign, "a", 1, 2), threads.submit(sign, "b", 2, 1)]:
            done.result(timeout=30)

    assert [sorted(name) for name in names()] == [["1", "a", "b"], ["2", "a", "b"]]
    assert len(attempts) == 3


def test_what_fails_for_another_reason_is_not_tried_again_and_leaves_nothing():
    tries = []

    def work(session: Session) -> None:
        tries.append(1)
        session.add(Team(name="x"))
        session.flush()
        raise OperationalError("SELECT", {}, Exception("the disk is full"))

    with pytest.raises(OperationalError):
        database.attempt(work)

    assert tries == [1]
    assert names() == []
