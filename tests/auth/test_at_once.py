"""Two administrators at the same moment: what one of them may not do alone, both together may not do either."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import col, func, select

from auth import accounts
from core.errors import Refusal
from db import session as database
from db.models import Role, User, UserStatus
from tests.conftest import a_person


def at_once(*deeds):
    """Each in a transaction of its own, all begun before any ends; what each came to."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait()
        try:
            with database.transaction() as session:
                deed(session)
        except Refusal as refusal:
            return type(refusal).__name__
        return "done"

    with ThreadPoolExecutor(len(deeds)) as threads:
        return sorted(threads.map(run, deeds))


def test_two_owners_who_deactivate_each_other_leave_one(chen):
    for _again in range(8):
        gu = a_person(f"gu{_again}", "顾岚", Role.OWNER)
        came_to = at_once(
            lambda session, gu=gu: accounts.deactivate(session, chen, gu.id),
            lambda session, gu=gu: accounts.deactivate(session, gu, chen.id),
        )

        assert came_to == ["LastOne", "done"]
        with database.transaction() as session:
            owners = select(func.count()).where(col(User.role) == Role.OWNER, col(User.status) == UserStatus.ACTIVE)
            assert session.exec(owners).one() == 1
            session.get_one(User, chen.id).status = UserStatus.ACTIVE
            session.get_one(User, gu.id).status = UserStatus.DISABLED


def test_one_user_name_is_given_once_however_many_ask(chen, sun):
    def invite(actor):
        return lambda session: accounts.invite(session, actor, name="赵新", username="zhaoxin", role=Role.SALES)

    assert at_once(invite(chen), invite(sun), invite(chen)) == ["Invalid", "Invalid", "done"]
