"""People come in by one-time links, change by the hand of somebody above them, and leave nothing open behind."""

from datetime import timedelta

import pytest
from sqlmodel import select

from auth import accounts, one_time_links, sessions
from auth.accounts.ranks import LastOne, NotYourself, OwnersOnly
from auth.actor import SYSTEM
from auth.permissions import Permission
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from db.models import AuditEntry, LinkPurpose, Role, User, UserStatus
from tests.conftest import MONDAY_TEN, a_person

PASSWORD = "tulip-river-lantern-42"
OTHER = "violet-harbour-kettle-17"


@pytest.fixture
def invited(session, chen):
    def invite(role=Role.SALES):
        token = accounts.invite(session, chen, name="赵新", username="ZhaoXin", role=role)
        return token, session.exec(select(User).where(User.username == "zhaoxin")).one()

    return invite


@pytest.fixture
def browser_of(session):
    def open_one(actor):
        token = sessions.start(session, session.get_one(User, actor.id))
        session.flush()
        return lambda: sessions.actor_for(session, token)

    return open_one


def actions(session):
    return [entry.action for entry in session.exec(select(AuditEntry).order_by("id"))]


def test_the_set_up_link_makes_the_first_owner_and_never_a_second(session):
    token = accounts.setup_link(session)

    owner = accounts.create_first_owner(session, token, name="陈建国", username="Chen", password=PASSWORD)

    assert (owner.role, owner.status, owner.username) == (Role.OWNER, UserStatus.ACTIVE, "chen")
    with pytest.raises(one_time_links.LinkOver):
        accounts.create_first_owner(session, token, name="Eve", username="eve", password=PASSWORD)
    with pytest.raises(one_time_links.LinkOver):
        accounts.setup_link(session)


def test_a_new_set_up_link_ends_the_one_before(session):
    first, second = accounts.setup_link(session), accounts.setup_link(session)

    with pytest.raises(one_time_links.LinkOver):
        one_time_links.read(session, first, LinkPurpose.SETUP)
    assert one_time_links.read(session, second, LinkPurpose.SETUP)


def test_a_set_up_link_lasts_a_day(session):
    token = accounts.setup_link(session)
    clock.freeze(MONDAY_TEN + timedelta(hours=24))

    with pytest.raises(one_time_links.LinkOver):
        accounts.create_first_owner(session, token, name="陈建国", username="chen", password=PASSWORD)


def test_every_problem_of_the_set_up_is_named_at_its_field_and_the_link_still_works(session):
    token = accounts.setup_link(session)

    with pytest.raises(Invalid) as refused:
        accounts.create_first_owner(session, token, name=" ", username="a b", password="short")

    assert set(refused.value.problems) == {"name", "username", "password"}
    assert accounts.create_first_owner(session, token, name="陈建国", username="chen", password=PASSWORD)


def test_an_invited_colleague_chooses_a_password_and_is_in(session, invited):
    token, user = invited()
    assert user.status == "invited"
    assert accounts.holder_of(session, token, LinkPurpose.INVITE).name == "赵新"

    accounts.accept(session, token, LinkPurpose.INVITE, password=PASSWORD)

    assert user.status == "active"
    assert actions(session) == ["person.invited", "person.joined"]
    with pytest.raises(one_time_links.LinkOver):
        accounts.accept(session, token, LinkPurpose.INVITE, password=OTHER)


def test_an_invitation_made_again_ends_the_first_link(session, chen, invited):
    first, user = invited()
    second = accounts.invite_again(session, chen, user.id)

    with pytest.raises(one_time_links.LinkOver):
        accounts.holder_of(session, first, LinkPurpose.INVITE)
    assert accounts.holder_of(session, second, LinkPurpose.INVITE)


def test_a_link_is_good_for_its_own_purpose_alone(session, invited):
    token, _user = invited()

    for purpose in (LinkPurpose.RESET,):
        with pytest.raises(one_time_links.LinkOver):
            accounts.accept(session, token, purpose, password=PASSWORD)


def test_a_user_name_is_given_once_in_any_writing(session, chen, lin):
    with pytest.raises(Invalid) as refused:
        accounts.invite(session, chen, name="林静二", username=" LIN ", role=Role.SALES)

    assert set(refused.value.problems) == {"username"}


def test_a_new_password_by_link_ends_every_open_browser(session, chen, lin, browser_of):
    is_in = browser_of(lin)
    token = accounts.offer_new_password(session, chen, lin.id)
    assert is_in()

    accounts.accept(session, token, LinkPurpose.RESET, password=PASSWORD)

    assert is_in() is None


@pytest.mark.parametrize(
    "change",
    [
        lambda session, chen, lin: accounts.change_role(session, chen, lin.id, role=Role.ANALYST),
        lambda session, chen, lin: accounts.move_to_team(session, chen, lin.id, team_id=None),
        lambda session, chen, lin: accounts.deactivate(session, chen, lin.id),
        lambda session, chen, lin: sessions.revoke_all_of(session, chen, lin.id),
    ],
    ids=["role", "team", "deactivated", "signed out"],
)
def test_whatever_changes_about_somebody_ends_what_they_have_open(session, chen, lin, browser_of, change):
    is_in = browser_of(lin)
    assert is_in()

    change(session, chen, lin)

    assert is_in() is None


def test_one_who_comes_back_has_the_old_password_and_no_old_browser(session, chen, browser_of):
    lin = a_person("lin", "林静", Role.SALES, password=PASSWORD)
    is_in = browser_of(lin)
    accounts.deactivate(session, chen, lin.id or 0)

    user = accounts.reactivate(session, chen, lin.id or 0)

    assert user.status is UserStatus.ACTIVE
    assert is_in() is None


def test_nobody_changes_themselves(session, chen, sun):
    for deed in (accounts.deactivate, accounts.offer_new_password):
        with pytest.raises(NotYourself):
            deed(session, sun, sun.id)
    with pytest.raises(NotYourself):
        accounts.change_role(session, chen, chen.id, role=Role.ADMIN)


def test_an_administrator_neither_makes_nor_changes_an_owner(session, chen, sun, lin):
    with pytest.raises(OwnersOnly):
        accounts.invite(session, sun, name="Eve", username="eve", role=Role.OWNER)
    with pytest.raises(OwnersOnly):
        accounts.change_role(session, sun, lin.id, role=Role.OWNER)
    for deed in (accounts.deactivate, accounts.offer_new_password):
        with pytest.raises(OwnersOnly):
            deed(session, sun, chen.id)
    assert accounts.change_role(session, chen, lin.id, role=Role.OWNER).role is Role.OWNER


def test_the_last_active_owner_stays(session, chen):
    for deed in (
        lambda: accounts.deactivate(session, SYSTEM, chen.id),
        lambda: accounts.change_role(session, SYSTEM, chen.id, role=Role.ADMIN),
    ):
        with pytest.raises(LastOne):
            deed()
    second = a_person("er", "二号", Role.OWNER)
    assert accounts.deactivate(session, second, chen.id).status is UserStatus.DISABLED


def test_ones_own_password_changes_with_the_present_one_and_ends_all_other_browsers(session, browser_of):
    lin = a_person("lin", "林静", Role.SALES, password=PASSWORD)
    here, there = browser_of(lin), browser_of(lin)

    with pytest.raises(Invalid) as refused:
        accounts.change_own_password(session, here(), current=OTHER, new=OTHER)
    assert set(refused.value.problems) == {"current"}
    accounts.change_own_password(session, here(), current=PASSWORD, new=OTHER)

    assert here() is not None
    assert there() is None


def test_a_password_that_somebody_else_chose_opens_nothing_but_its_change(session, browser_of):
    lin = a_person("lin", "林静", Role.SALES, password=PASSWORD)
    session.get_one(User, lin.id).must_change_password = True
    here = browser_of(lin)
    assert not any(here().may(permission) for permission in Permission)
    accounts.change_own_password(session, here(), current=PASSWORD, new=OTHER)
    assert here().may(Permission.CUSTOMER_READ)


def test_one_ends_ones_own_browsers_and_no_strangers(session, lin, xu, sun, browser_of):
    here, there, strange = browser_of(lin), browser_of(lin), browser_of(xu)

    with pytest.raises(NotFound):
        sessions.revoke(session, here(), strange().session_id)
    assert sessions.revoke_others(session, here()) == 1
    assert (here() is not None, there()) == (True, None)
    sessions.revoke(session, sun, strange().session_id)
    assert strange() is None


def test_a_list_of_anothers_browsers_is_for_who_manages_people(session, lin, xu, sun, browser_of):
    browser_of(xu)

    with pytest.raises(NotAllowed):
        sessions.browsers(session, lin, user_id=xu.id)
    assert len(sessions.browsers(session, sun, user_id=xu.id)) == 1


def test_people_are_found_by_name_role_team_and_status(session, chen, zhou, lin, xu):
    def names(**filters):
        return [row.name for row in accounts.people(session, chen, **filters).rows]

    teams = {team.name: team for team in accounts.teams(session, chen)}
    assert names(search="LIN") == ["林静"]
    assert names(search="%") == []
    assert names(role=Role.MANAGER) == ["周凯"]
    assert set(names(team_id=teams["一队"].id)) == {"周凯", "林静"}
    accounts.deactivate(session, chen, xu.id)
    assert names(status=UserStatus.DISABLED) == ["许宁"]
    assert names()[-1] == "许宁"


def test_before_somebody_leaves_one_sees_what_stays_behind(session, chen, lin, a_customer, browser_of):
    a_customer("王芳", owner=lin)
    a_customer("李雷", owner=lin)
    browser_of(lin)

    person = accounts.person(session, chen, lin.id)

    assert (person.customers, len(person.browsers)) == (2, 1)


def test_a_team_is_made_and_renamed_under_a_name_of_its_own(session, chen, lin):
    team = accounts.create_team(session, chen, name=" 华东  队 ")
    assert team.name == "华东 队"
    with pytest.raises(Invalid):
        accounts.create_team(session, chen, name="华东 队")
    assert accounts.rename_team(session, chen, team.id, name="华南队").name == "华南队"
    with pytest.raises(NotFound):
        accounts.rename_team(session, chen, 999, name="x")
