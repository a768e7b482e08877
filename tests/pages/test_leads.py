"""Leads on the screen: what stands where, what the drawer shows and does, what is refused and how that is said."""

from datetime import timedelta

import pytest

from care import leads
from care.leads import Answers, Move
from core import clock
from db import session as database
from db.models import Customer, InvalidReason, Lead, LeadStage, LostReason, Outcome
from tests.conftest import MONDAY_TEN
from tests.leads.conftest import a_call
from tests.pages.lead_screen import BOARD, card, drawn, field, lanes, press, registered, stored, words


def called(actor, lead_id):
    with database.transaction() as session:
        leads.log_contact(session, actor, lead_id, contact=a_call())


def test_the_board_shows_who_has_to_be_called_with_the_time_that_is_left(screen, lin):
    registered(lin)
    clock.freeze(MONDAY_TEN + timedelta(hours=19))

    at = screen(BOARD, lin)

    assert not at.exception
    assert lanes(at)["new"] == ["王芳"]
    assert card(at, "王芳")["chip"]["state"] == "at_risk"
    assert drawn(at)["words"]["board"] == "Leads by stage"


def test_a_wish_for_the_first_contact_opens_its_form_and_moves_nothing(screen, lin):
    lead_id = registered(lin)
    at = screen(BOARD, lin)

    at.session_state["lead_board_asked"] = {"id": lead_id, "move": "contact"}
    at.run()

    assert at.query_params["do"] == "talk"
    assert stored(lead_id).stage is LeadStage.NEW


def test_a_contact_logged_in_the_drawer_stops_the_clock(screen, lin):
    lead_id = registered(lin)
    at = screen(BOARD, lin, lead=str(lead_id), do="talk")

    field(at, "text_area", "_summary").set_value("想要报价")
    press(at, "Save")

    assert not at.exception
    assert stored(lead_id).stage is LeadStage.CONTACTED
    assert "do" not in at.query_params
    assert "想要报价" in words(at)


def test_an_attempt_in_vain_is_saved_and_the_lead_stays_new(screen, lin):
    lead_id = registered(lin)
    at = screen(BOARD, lin, lead=str(lead_id), do="talk")

    field(at, "pills", "_outcome").set_value(Outcome.NO_ANSWER)
    press(at, "Save")

    assert stored(lead_id).stage is LeadStage.NEW


def test_giving_up_asks_why_beside_its_field_and_then_goes_through(screen, lin):
    lead_id = registered(lin)
    at = screen(BOARD, lin, lead=str(lead_id), move="lose")

    press(at, "Save")
    assert "Please choose the reason." in words(at)

    field(at, "pills", "_reason").set_value(LostReason.PRICE)
    press(at, "Save")

    assert stored(lead_id).lost_reason is LostReason.PRICE


def test_who_comes_second_is_told_and_what_was_typed_stays(screen, lin, zhou):
    lead_id = registered(lin)
    at = screen(BOARD, lin, lead=str(lead_id), move="lose")
    with database.transaction() as session:
        row = session.get_one(Lead, lead_id)
        leads.edit(session, zhou, lead_id, changes={"need": "样品"}, seen=row.row_version)

    field(at, "pills", "_reason").set_value(LostReason.PRICE)
    press(at, "Save")
    assert "周凯" in words(at)
    assert stored(lead_id).stage is LeadStage.NEW

    press(at, "Save")
    assert stored(lead_id).stage is LeadStage.LOST


def test_a_correction_meets_another_ones_and_shows_theirs(screen, lin, zhou):
    lead_id = registered(lin)
    at = screen(BOARD, lin, lead=str(lead_id), do="edit")
    with database.transaction() as session:
        row = session.get_one(Lead, lead_id)
        leads.edit(session, zhou, lead_id, changes={"need": "五百件"}, seen=row.row_version)

    field(at, "text_area", "_need").set_value("两百件")
    press(at, "Save")

    assert "五百件" in words(at)
    assert stored(lead_id).need == "五百件"
    press(at, "Save")
    assert stored(lead_id).need == "两百件"


def test_the_number_is_shown_in_full_when_asked_for(screen, lin):
    at = screen(BOARD, lin, lead=str(registered(lin)))
    assert "138****8000" in words(at)

    press(at, "Show")

    assert "138 0013 8000" in words(at)


def test_a_lead_from_the_queue_is_taken_in_one_click(screen, lin):
    lead_id = registered(None)
    at = screen(BOARD, lin, lead=str(lead_id))

    press(at, "Take it")

    assert stored(lead_id).owner_id == lin.id
    assert any(one.label == "Log a contact" for one in at.button)


def test_a_manager_gives_a_lead_to_a_colleague(screen, zhou, lin):
    lead_id = registered(None)
    at = screen(BOARD, zhou, lead=str(lead_id), do="assign")

    field(at, "selectbox", "_assign_owner").set_value(lin.id)
    press(at, "Save")

    assert stored(lead_id).owner_id == lin.id


def test_a_lead_becomes_a_customer_and_the_drawer_leads_there(screen, lin):
    lead_id = registered(lin)
    called(lin, lead_id)
    at = screen(BOARD, lin, lead=str(lead_id), move="convert")

    press(at, "Make a customer")

    assert stored(lead_id).stage is LeadStage.CONVERTED
    assert "Became a customer" in words(at)


def test_who_is_here_already_can_be_joined(screen, lin, a_customer):
    known = a_customer("王芳", owner=lin)
    lead_id = registered(lin)
    called(lin, lead_id)
    at = screen(BOARD, lin, lead=str(lead_id), move="convert")

    press(at, "Make a customer")
    press(at, "It is them: join")

    assert stored(lead_id).customer_id == known.id
    with database.reading() as session:
        assert session.get_one(Customer, known.id).owner_id == lin.id


@pytest.mark.parametrize("query", [{"lead": "9999"}, {"lead": "x"}, {"lead": "1", "move": "nonsense"}])
def test_absurd_addresses_open_nothing_and_break_nothing(screen, lin, query):
    at = screen(BOARD, lin, **query)

    assert not at.exception


def test_a_stranger_is_told_there_is_nothing(screen, xu, lin):
    at = screen(BOARD, xu, lead=str(registered(lin)))

    assert "This entry does not exist, or you may not see it." in words(at)


def test_the_red_list_comes_by_address_and_says_so_when_all_were_called(screen, chen, lin):
    lead_id = registered(lin)
    clock.freeze(MONDAY_TEN + timedelta(hours=25))
    at = screen(BOARD, chen, overdue="1")
    assert lanes(at)["new"] == ["王芳"]

    called(lin, lead_id)
    at = screen(BOARD, chen, overdue="1")
    assert "Everybody was called within the day." in words(at)


def test_the_numbers_show_how_soon_leads_were_called_and_why_they_were_lost(screen, chen, lin):
    lead_id, spam = registered(lin), registered(lin, "李强", "13900001111")
    with database.transaction() as session:
        row = session.get_one(Lead, lead_id)
        answers = Answers(LostReason.PRICE)
        leads.move(session, lin, lead_id, move=Move.LOSE, answers=answers, seen=row.row_version)
        row = session.get_one(Lead, spam)
        answers = Answers(InvalidReason.SPAM)
        leads.move(session, lin, spam, move=Move.INVALIDATE, answers=answers, seen=row.row_version)
    at = screen(BOARD, chen)

    at.segmented_control(key="leads_view").set_value("numbers").run()

    assert not at.exception
    assert [metric.value for metric in at.metric] == ["0/1", "0/1", "0/1", "—"]
    assert "Too expensive" in words(at)


def test_the_list_tells_who_was_not_called(screen, chen, lin):
    registered(lin)
    clock.freeze(MONDAY_TEN + timedelta(hours=25))
    at = screen(BOARD, chen)

    at.segmented_control(key="leads_view").set_value("list").run()

    assert not at.exception
    assert "Not called" in str([part.proto.json for part in at.get("bidi_component")])
