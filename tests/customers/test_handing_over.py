"""Handing a customer over: to whom, and what stays as it was."""

import pytest

from care import customers
from core.errors import Invalid
from db.models import Role, User, UserStatus
from tests.conftest import a_person


def test_a_manager_hands_over_within_the_team_alone(session, zhou, lin, xu, file):
    wang = file(lin, "王芳")
    wei = a_person("wei", "魏然", Role.SALES, "一队")

    assert customers.assign_owner(session, zhou, wang.id, owner_id=wei.id, backup_owner_id=lin.id).owner_id == wei.id
    with pytest.raises(Invalid) as refused:
        customers.assign_owner(session, zhou, wang.id, owner_id=xu.id)
    assert set(refused.value.problems) == {"owner"}
    with pytest.raises(Invalid) as refused:
        customers.assign_owner(session, zhou, wang.id, owner_id=wei.id, backup_owner_id=xu.id)
    assert set(refused.value.problems) == {"backup_owner"}


def test_nobody_looks_after_customers_whose_role_may_not(session, chen, lin, fang, qian, file):
    wang = file(lin, "王芳")

    for nobody in (fang, qian):
        with pytest.raises(Invalid, match="colleague"):
            customers.assign_owner(session, chen, wang.id, owner_id=nobody.id)
    assert not {fang.id, qian.id} & {colleague.id for colleague in customers.colleagues(session, chen)}


def test_a_manager_without_a_team_chooses_nobody_elses_people(session, he):
    lone = a_person("lone", "罗一", Role.MANAGER)

    assert [colleague.id for colleague in customers.colleagues(session, lone)] == [lone.id]


def test_an_owner_out_of_reach_stays_while_the_stand_in_changes(session, zhou, lin, xu, file):
    wang = file(xu, "王芳")
    wang.backup_owner_id = zhou.id
    session.get_one(User, xu.id).status = UserStatus.DISABLED
    session.flush()

    customers.assign_owner(session, zhou, wang.id, owner_id=xu.id, backup_owner_id=lin.id)

    assert (wang.owner_id, wang.team_id, wang.backup_owner_id) == (xu.id, xu.team_id, lin.id)


def test_a_new_customer_is_given_within_reach_alone(session, zhou, lin, xu, file):
    assert file(zhou, "王芳", owner_id=lin.id).owner_id == lin.id
    with pytest.raises(Invalid):
        file(zhou, "李强", owner_id=xu.id)
