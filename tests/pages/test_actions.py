"""Corrective actions on the screen: planned by one, carried out by another, verified by a third."""

import json
from datetime import date

import pytest
from sqlmodel import select

from care import causes
from care.causes import NewAction
from db import session as database
from db.models import ActionState, CorrectiveAction
from tests.causes.conftest import a_complaint  # noqa: F401

FILE = "complaints/actions.py"


@pytest.fixture
def complaint(a_complaint, he, zhou):  # noqa: F811
    return a_complaint(handler=he, team_id=zhou.team_id, number="TS-202603-0001").id


@pytest.fixture
def planned(complaint, lin, he):
    with database.transaction() as session:
        action = NewAction("更换密封圈供应商", lin.id, date(2026, 3, 16))
        return causes.plan_action(session, he, complaint, action=action).id


def lines(at):
    found = [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]
    return [
        (row["cells"][0]["text"], [mark["text"] for mark in row["cells"][0].get("marks", [])])
        for part in found
        for row in part["rows"]
    ]


def words(at):
    said = (element.value for element in [*at.caption, *at.markdown, *at.info, *at.warning, *at.error])
    return " ".join(said).replace("\\", "")


def the_action():
    with database.reading() as session:
        row = session.exec(select(CorrectiveAction)).one()
        session.expunge(row)
        return row


def test_an_action_goes_from_plan_to_verified_by_three_people(screen, complaint, he, lin, zhou):
    at = screen("complaints/complaint.py", he, complaint=str(complaint), analysis="plan")
    at.text_area(key="plan_deed").set_value("更换密封圈供应商")
    at.selectbox(key="plan_owner").set_value(lin.id)
    at.button(key="plan_save").click().run()
    assert "analysis" not in at.query_params
    assert the_action().due_on == date(2026, 3, 16)

    at = screen(FILE, lin)
    assert lines(at) == [("更换密封圈供应商", ["○ To be started"])]
    at = screen(FILE, lin, action=str(the_action().id))
    at.button(key="action_start").click().run()
    at = screen(FILE, lin, action=str(the_action().id))
    at.button(key="action_report").click().run()
    assert "what was done" in words(at)
    at.text_area(key="action_words").set_value("已更换")
    at.button(key="action_report").click().run()
    assert the_action().state is ActionState.TO_VERIFY

    at = screen(FILE, lin, action=str(the_action().id))
    assert not [button for button in at.button if button.key == "action_confirm"]
    assert "verifies it" in words(at)

    at = screen(FILE, he)
    assert lines(at) == [("更换密封圈供应商", ["◇ To verify"])]
    at = screen(FILE, he, action=str(the_action().id))
    at.text_area(key="action_words").set_value("抽检 10 件合格")
    at.button(key="action_confirm").click().run()

    assert (the_action().state, the_action().verified_by_id) == (ActionState.EFFECTIVE, he.id)
    assert "action" not in at.query_params
    assert lines(at) == []


def test_what_did_not_help_is_started_again_with_another_day(screen, planned, lin, he):
    with database.transaction() as session:
        row = session.get_one(CorrectiveAction, planned)
        row.state = ActionState.INEFFECTIVE

    at = screen(FILE, lin, action=str(planned))
    at.date_input(key="start_due").set_value(date(2026, 4, 1))
    at.button(key="action_start").click().run()

    assert (the_action().state, the_action().due_on) == (ActionState.DOING, date(2026, 4, 1))


def test_a_colleagues_move_meanwhile_is_told_and_the_drawer_shows_what_is_next(screen, planned, lin, he):
    at = screen(FILE, lin, action=str(planned))
    with database.transaction() as session:
        row = session.get_one(CorrectiveAction, planned)
        causes.start_action(session, he, planned, seen_version=row.row_version)

    at.button(key="action_start").click().run()

    assert "Somebody else moved this on" in words(at)
    assert [button for button in at.button if button.key == "action_report"]


@pytest.mark.usefixtures("planned")
def test_a_late_action_says_so_in_the_list_and_above_it(screen, he):
    with database.transaction() as session:
        session.exec(select(CorrectiveAction)).one().due_on = date(2026, 3, 1)

    at = screen(FILE, he)
    at.button_group(key="actions_whose").set_value("all").run()

    assert lines(at) == [("更换密封圈供应商", ["○ To be started", "▲ overdue"])]
    assert "▲ 1 overdue" in words(at)


@pytest.mark.usefixtures("planned")
def test_the_state_narrows_the_list(screen, chen):
    at = screen(FILE, chen)
    at.button_group(key="actions_whose").set_value("all").run()
    at.selectbox(key="actions_state").set_value(ActionState.EFFECTIVE).run()

    assert lines(at) == []
    assert "Nothing in this state" in words(at)


def test_a_strangers_action_looks_like_none(screen, planned, xu):
    for action in (planned, 987_654):
        at = screen(FILE, xu, action=str(action))
        assert "does not exist, or you may not see it" in words(at)


def test_who_has_nothing_to_do_is_told_where_actions_begin(screen, lin):
    at = screen(FILE, lin)

    assert not at.exception
    assert "Nothing waits for you" in words(at)
    assert "complaint" in words(at)


def test_the_auditor_reads_and_moves_nothing(screen, planned, qian):
    at = screen(FILE, qian, action=str(planned))

    assert not at.exception
    assert "更换密封圈供应商" in words(at)
    assert not [button for button in at.button if str(button.key).startswith(("action_", "change_"))]
