"""The people screen: who works here, who comes in, who changes, who leaves."""

import json

import pytest
from sqlmodel import select

from auth import accounts, sessions
from db import session as database
from db.models import LinkPurpose, Role, Team, User, UserStatus
from tests.conftest import a_person


def user(username):
    with database.reading() as session:
        return session.exec(select(User).where(User.username == username)).first()


def listed(at):
    """The columns and rows of the list."""
    (part,) = at.get("bidi_component")
    return json.loads(part.proto.json)


def texts(at):
    kinds = (at.markdown, at.caption, at.warning, at.info, at.error, at.success)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


@pytest.mark.parametrize(("language", "name", "role"), [("en", "Name", "Sales"), ("zh_CN", "姓名", "销售")])
def test_the_list_is_in_the_language_of_the_reader(screen, chen, lin, language, name, role):
    at = screen("admin/people.py", chen, language=language)

    assert not at.exception
    shown = listed(at)
    assert shown["columns"][0]["title"] == name
    assert {row["cells"][0]["text"] for row in shown["rows"]} == {"陈建国", "林静"}
    assert role in {row["cells"][2]["text"] for row in shown["rows"]}


def test_every_line_is_a_link_to_its_person(screen, chen, lin):
    links = {row["cells"][0]["text"]: row["href"] for row in listed(screen("admin/people.py", chen))["rows"]}

    assert links["林静"] == f"/people?person={lin.id}"


@pytest.mark.parametrize("person", ["lin", "zhou", "he", "fang", "qian"])
def test_nobody_else_opens_it(screen, request, person):
    at = screen("admin/people.py", request.getfixturevalue(person))

    assert not at.get("bidi_component")
    assert "Your role does not allow this" in texts(at)


def test_a_search_that_finds_nobody_says_so(screen, chen):
    at = screen("admin/people.py", chen)

    at.text_input(key="people-search").set_value("zzz").run()

    assert "Nobody matches these filters" in texts(at)


def test_an_invitation_ends_in_a_link_to_hand_over(screen, chen):
    at = screen("admin/people.py", chen, new="1")
    at.text_input(key="invite-name").set_value("赵新")
    at.text_input(key="invite-username").set_value("zhao")

    at.button(key="FormSubmitter:invite-Make the invitation").click().run()

    assert not at.exception
    link = at.code[0].value
    token = link.split("?invite=")[1]
    with database.reading() as session:
        assert accounts.holder_of(session, token, LinkPurpose.INVITE).username == "zhao"


def test_a_user_name_that_is_taken_is_said_beside_its_field(screen, chen, lin):
    at = screen("admin/people.py", chen, new="1")
    at.text_input(key="invite-name").set_value("林静二")
    at.text_input(key="invite-username").set_value("lin")

    at.button(key="FormSubmitter:invite-Make the invitation").click().run()

    assert "Somebody else already has this user name" in texts(at)
    assert not at.code


def test_role_and_team_are_changed_in_the_drawer(screen, chen, lin):
    with database.transaction() as session:
        team = accounts.create_team(session, chen, name="华东队").id
    at = screen("admin/people.py", chen, person=str(lin.id))
    at.selectbox(key=f"person-role-{lin.id}").set_value(Role.SERVICE)
    at.selectbox(key=f"person-team-{lin.id}").set_value(team)

    at.button(key=f"FormSubmitter:person-{lin.id}-Save").click().run()

    assert not at.exception
    assert (user("lin").role, user("lin").team_id) == (Role.SERVICE, team)


def test_before_a_deactivation_one_is_asked_once_with_its_numbers(screen, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    with database.transaction() as session:
        token = sessions.start(session, session.get_one(User, lin.id))
    at = screen("admin/people.py", chen, person=str(lin.id))

    at.button(key="deactivate").click().run()
    assert user("lin").status == "active"
    assert "They own 1 customer" in texts(at)
    assert "1 open browser" in texts(at)
    at.button(key="deactivate-sure").click().run()

    assert user("lin").status is UserStatus.DISABLED
    with database.reading() as session:
        assert sessions.actor_for(session, token) is None


def test_a_link_for_a_new_password_is_shown_once(screen, chen, lin):
    at = screen("admin/people.py", chen, person=str(lin.id))

    at.button(key="offer-password").click().run()

    assert "?reset=" in at.code[0].value
    assert not screen("admin/people.py", chen, person=str(lin.id)).code


def test_one_does_not_change_oneself(screen, chen):
    at = screen("admin/people.py", chen, person=str(chen.id))

    assert "This is you" in texts(at)
    assert "deactivate" not in [button.key for button in at.button]


def test_an_administrator_sees_an_owner_and_changes_nothing(screen, chen, sun):
    at = screen("admin/people.py", sun, person=str(chen.id))

    assert "Only an owner can change an owner" in texts(at)
    assert "deactivate" not in [button.key for button in at.button]
    assert Role.OWNER not in screen("admin/people.py", sun, new="1").selectbox(key="invite-role").options


def test_somebodys_browser_is_ended(screen, chen, lin):
    with database.transaction() as session:
        token = sessions.start(session, session.get_one(User, lin.id), agent="Mozilla/5.0 (Windows) Firefox/140")
        session.flush()
        actor = sessions.actor_for(session, token)
        assert actor is not None
    at = screen("admin/people.py", chen, person=str(lin.id))
    assert "Firefox · Windows" in texts(at)

    at.button(key=f"end-{actor.session_id}").click().run()

    with database.reading() as session:
        assert sessions.actor_for(session, token) is None


def test_a_person_who_is_not_there_is_a_sentence(screen, chen):
    assert "does not exist" in texts(screen("admin/people.py", chen, person="987654"))


def test_a_team_is_added_and_renamed(screen, chen):
    at = screen("admin/people.py", chen)
    at.text_input(key="team-new").set_value("华东队")
    at.button(key="FormSubmitter:new-team-Add team").click().run()
    with database.reading() as session:
        team = session.exec(select(Team)).one()
    at.text_input(key=f"team-name-{team.id}").set_value("华南队")

    at.button(key=f"team-save-{team.id}").click().run()

    assert not at.exception
    with database.reading() as session:
        assert session.exec(select(Team)).one().name == "华南队"


def test_a_long_list_comes_in_pages(screen, chen):
    for n in range(35):
        a_person(f"p{n:02}", f"员工{n:02}", Role.SALES)

    at = screen("admin/people.py", chen)

    assert "36 people" in texts(at)
    assert len(listed(at)["rows"]) == accounts.PAGE
