"""One's own account: password, language, and where one is signed in."""

from datetime import date

import pytest

from auth import credentials, sessions
from db import session as database
from db.models import Role, User
from tests.conftest import a_person

PASSWORD = "tulip-river-lantern-42"
OTHER = "violet-harbour-kettle-17"
CHANGE = "FormSubmitter:own-password-Change password"


@pytest.fixture
def lin_with_password():
    return a_person("lin", "林静", Role.SALES, password=PASSWORD)


def fill(at, now, new, again):
    for key, value in (("own-current", now), ("own-new", new), ("own-again", again)):
        at.text_input(key=key).set_value(value)
    return at.button(key=CHANGE).click().run()


def errors(at):
    """In boxes, and in red beside their fields."""
    beside = [caption.value[5:-1] for caption in at.caption if caption.value.startswith(":red[")]
    return [said.replace("\\", "") for said in (*(error.value for error in at.error), *beside)]


@pytest.mark.parametrize(("language", "title"), [("en", "My account"), ("zh_CN", "我的账号")])
def test_it_opens_for_everybody_in_their_language(screen, fang, language, title):
    at = screen("account/my_account.py", fang, language=language)

    assert not at.exception
    assert [found.value for found in at.title] == [title]


def test_a_password_is_changed_with_the_present_one(screen, lin_with_password):
    at = fill(screen("account/my_account.py", lin_with_password), PASSWORD, OTHER, OTHER)

    assert not at.exception
    assert not errors(at)
    assert credentials.ticket_for("lin", OTHER, ip="")


def test_each_mistake_has_its_sentence(screen, lin_with_password):
    at = screen("account/my_account.py", lin_with_password)

    assert errors(fill(at, OTHER, OTHER, OTHER)) == ["This is not your present password."]
    assert errors(fill(at, PASSWORD, OTHER, PASSWORD)) == ["The two passwords are not the same."]
    assert "others would try" in errors(fill(at, PASSWORD, "woaini1314520", "woaini1314520"))[0]


def test_the_language_is_kept_with_the_person(screen, lin):
    at = screen("account/my_account.py", lin)

    at.button_group(key="own-language").set_value("zh_CN").run()

    with database.reading() as session:
        assert session.get_one(User, lin.id).language == "zh_CN"
    assert [found.value for found in at.title] == ["我的账号"]


def test_every_other_browser_is_signed_out_by_one_button(screen, lin):
    with database.transaction() as session:
        elsewhere = sessions.start(session, session.get_one(User, lin.id))
    at = screen("account/my_account.py", lin)

    at.button(key="end-others").click().run()

    with database.reading() as session:
        assert sessions.actor_for(session, elsewhere) is None
        assert sessions.actor_for(session, at.session_state["token"]) is not None


def test_the_present_password_is_not_guessed_from_an_open_screen(screen, lin_with_password):
    at = screen("account/my_account.py", lin_with_password)
    for _ in range(5):
        at = fill(at, "wrong wrong wrong", OTHER, OTHER)

    at = fill(at, PASSWORD, OTHER, OTHER)

    assert "Too many wrong passwords" in errors(at)[0]


def test_whoever_is_away_says_until_when_and_takes_it_back(screen, lin):
    at = screen("account/my_account.py", lin)

    at.date_input(key="own-away").set_value(date(2026, 3, 13)).run()
    with database.reading() as session:
        assert session.get_one(User, lin.id).away_until == date(2026, 3, 13)

    at.date_input(key="own-away").set_value(date(2026, 3, 1)).run()
    assert any("Please choose a day from today on" in one.value for one in at.caption)

    at.date_input(key="own-away").set_value(None).run()
    with database.reading() as session:
        assert session.get_one(User, lin.id).away_until is None
