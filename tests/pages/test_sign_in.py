"""The sign-in and the pages behind one-time links, as somebody without a session meets them."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from auth import accounts, credentials, sessions
from core import i18n
from db import session as database
from db.models import LinkPurpose, OneTimeLink, Role, User, UserStatus
from tests.conftest import FRAME, a_person

PASSWORD = "tulip-river-lantern-42"


def opened(language="en", **query):
    i18n.use(None)
    at = AppTest.from_file(str(FRAME), default_timeout=30)
    at.session_state["language"] = language
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def tried(at, username, password):
    at.text_input[0].set_value(username)
    at.text_input[1].set_value(password)
    return at.button[0].click().run()


def tickets():
    with database.reading() as session:
        return list(session.exec(select(OneTimeLink).where(OneTimeLink.purpose == LinkPurpose.SESSION)))


def errors(at):
    """In boxes, and in red beside their fields."""
    beside = [caption.value[5:-1] for caption in at.caption if caption.value.startswith(":red[")]
    return [said.replace("\\", "") for said in (*(error.value for error in at.error), *beside)]


@pytest.mark.parametrize(("language", "labels"), [("en", ["User name", "Password"]), ("zh_CN", ["用户名", "密码"])])
def test_the_form_speaks_the_visitors_language(language, labels, lin):
    at = opened(language)

    assert not at.exception
    assert [field.label for field in at.text_input] == labels


def test_the_right_password_makes_a_ticket_for_the_browser():
    a_person("lin", "林静", Role.SALES, password=PASSWORD)

    at = tried(opened(), "lin", PASSWORD)

    assert not at.exception
    assert not errors(at)
    assert len(tickets()) == 1


@pytest.mark.parametrize("username", ["lin", "nobody", "", "left"])
def test_whatever_is_wrong_the_sentence_is_the_same(username):
    a_person("lin", "林静", Role.SALES, password=PASSWORD)
    left = a_person("left", "已走", Role.SALES, password="wrong-but-right-here")
    with database.transaction() as session:
        session.get_one(User, left.id).status = UserStatus.DISABLED

    at = tried(opened(), username, "wrong-but-right-here")

    assert errors(at) == ["The user name or the password is not right."]
    assert not tickets()


def test_the_sixth_try_is_told_to_wait():
    a_person("lin", "林静", Role.SALES, password=PASSWORD)
    at = opened()
    for _ in range(5):
        at = tried(at, "lin", "wrong wrong wrong")

    at = tried(at, "lin", PASSWORD)

    assert errors(at) == ["Too many wrong passwords. Try again in a quarter of an hour."]


def test_an_empty_house_says_where_its_set_up_link_is():
    at = opened()

    assert "set-up link" in at.info[0].value


def test_the_set_up_link_makes_the_owner_and_signs_them_in():
    with database.transaction() as session:
        token = accounts.setup_link(session)
    at = opened(setup=token)
    for key, value in {"setup-name": "陈建国", "setup-username": "chen", "setup-new": PASSWORD,
                       "setup-again": PASSWORD}.items():  # fmt: skip
        at.text_input(key=key).set_value(value)

    at.button[0].click().run()

    assert not at.exception
    assert not errors(at)
    with database.reading() as session:
        assert session.exec(select(User)).one().role is Role.OWNER
    assert len(tickets()) == 1


def test_what_is_wrong_with_the_set_up_stands_beside_its_field():
    with database.transaction() as session:
        token = accounts.setup_link(session)
    at = opened(setup=token)
    for key, value in {"setup-name": "陈建国", "setup-username": "chen", "setup-new": "short",
                       "setup-again": "short"}.items():  # fmt: skip
        at.text_input(key=key).set_value(value)

    at.button[0].click().run()

    assert len(errors(at)) == 1
    assert "at least 12 characters" in errors(at)[0]
    assert at.text_input(key="setup-name").value == "陈建国"


def test_two_different_passwords_are_noticed(chen):
    with database.transaction() as session:
        token = accounts.invite(session, chen, name="赵新", username="zhao", role=Role.SALES)
    at = opened(invite=token)
    at.text_input(key="link-new").set_value(PASSWORD)
    at.text_input(key="link-again").set_value(PASSWORD + "x")

    at.button[0].click().run()

    assert errors(at) == ["The two passwords are not the same."]
    assert not tickets()


def test_an_invited_colleague_is_greeted_and_comes_in(chen):
    with database.transaction() as session:
        token = accounts.invite(session, chen, name="赵新", username="zhao", role=Role.SALES)
    at = opened("zh_CN", invite=token)
    assert "欢迎，赵新" in [heading.value for heading in at.subheader]
    at.text_input(key="link-new").set_value(PASSWORD)
    at.text_input(key="link-again").set_value(PASSWORD)

    at.button[0].click().run()

    assert not errors(at)
    assert credentials.ticket_for("zhao", PASSWORD, ip="")


@pytest.mark.parametrize("name", ["setup", "invite", "reset"])
def test_a_link_that_is_over_says_so_and_leads_to_the_sign_in(name, chen):
    at = opened(**{name: "made-up"})
    assert errors(at) == ["This link has expired or was already used. Ask for a new one."]

    at.button[0].click().run()

    assert [field.label for field in at.text_input] == ["User name", "Password"]


def test_signing_out_ends_the_session_and_shows_the_sign_in(screen, lin):
    at = screen("today/my_day.py", lin)
    token = at.session_state["token"]

    at.button(key="sign-out").click().run()

    assert [field.label for field in at.text_input] == ["User name", "Password"]
    with database.reading() as session:
        assert sessions.actor_for(session, token) is None


def test_a_password_that_somebody_else_chose_is_changed_before_anything_is_shown(screen):
    lin = a_person("lin", "林静", Role.SALES, password=PASSWORD)
    with database.transaction() as session:
        session.get_one(User, lin.id).must_change_password = True
    at = screen("customers/directory.py", lin)
    assert [title.value for title in at.title] == ["Choose your own password"]

    at.text_input(key="own-current").set_value(PASSWORD)
    at.text_input(key="own-new").set_value("violet-harbour-kettle-17")
    at.text_input(key="own-again").set_value("violet-harbour-kettle-17")
    at.button(key="FormSubmitter:own-password-Change password").click().run()

    assert not at.exception
    assert [title.value for title in at.title] != ["Choose your own password"]
