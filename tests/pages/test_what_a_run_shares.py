"""One run asks once who is there and in which language; nothing of it reaches another run or another person."""

import pytest
from sqlmodel import col, update
from streamlit.testing.v1 import AppTest

from auth import sessions
from core import i18n
from core.i18n import _
from db import session as database
from db.models import Role, User, UserStatus


def change(person, **columns):
    with database.transaction() as session:
        session.connection().execute(update(User).where(col(User.id) == person.id).values(**columns))


def titles(at):
    return [title.value for title in at.title]


def test_two_people_are_each_spoken_to_in_their_own_language(screen, lin, chen):
    english = screen("work/tasks.py", lin, language="en")
    chinese = screen("work/tasks.py", chen, language="zh_CN")

    for _again in range(2):
        assert titles(english.run()) == ["Tasks"]
        assert titles(chinese.run()) == ["任务"]


def test_another_language_is_spoken_from_the_next_click_on(screen, lin):
    at = screen("work/tasks.py", lin, language="en")
    change(lin, language="zh_CN")

    assert titles(at.run()) == ["任务"]


def test_what_is_said_to_one_is_not_said_on_to_the_next():
    i18n.use(None)
    i18n.resolve_with(lambda: "zh_CN")
    with i18n.speaking("en"):
        assert _("Tasks") == "Tasks"
        i18n.use(None)  # as when somebody chooses another language: asked again for the rest of the run
        assert _("Tasks") == "任务"

    assert _("Tasks") == "任务"


def test_who_is_locked_out_sees_nothing_at_the_next_click(screen, lin):
    at = screen("work/tasks.py", lin)
    change(lin, status=UserStatus.DISABLED)

    assert not titles(at.run())


def test_another_role_holds_from_the_next_click_on(screen, lin):
    at = screen("customers/new.py", lin)
    assert titles(at) == ["New customer"]
    change(lin, role=Role.AUDITOR)

    assert not titles(at.run())


def script():
    """Run as a page of its own; AppTest takes it as text."""
    import streamlit as st
    from sqlmodel import col, update

    from auth.actor import Actor
    from db import session as database
    from db.models import Role, User
    from ui import actions, current

    def change_role(session, actor):
        changed = update(User).where(col(User.id) == actor.id).values(role=Role.AUDITOR)
        session.connection().execute(changed)

    def role(session, actor: Actor) -> str:
        return actor.role.value

    with current.one_look():
        before = actions.ask(role)
        with database.transaction() as session:
            change_role(session, current.actor())
        during = actions.ask(role)
        done_as = actions.perform(role) or ""
        after = actions.ask(role)
    outside = current.actor().role.value
    st.text(" ".join([before, during, done_as, after, outside]))


@pytest.mark.usefixtures("world")
def test_a_deed_looks_again_who_does_it(lin):
    with database.transaction() as session:
        token = sessions.start(session, session.get_one(User, lin.id))
    at = AppTest.from_function(script, default_timeout=60)
    at.session_state["token"] = token

    at.run()

    assert not at.exception
    assert at.text[0].value == "sales sales auditor auditor auditor"
