"""The clock of a lead stops at the first time somebody speaks with them, once and for all."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from care import leads
from core.errors import Invalid, NotFound
from db.models import ClockVerdict, InvalidReason, LeadStage, LeadStageChange, Outcome
from tests.conftest import MONDAY_TEN
from tests.leads.conftest import a_call


def test_speaking_with_them_within_a_day_keeps_the_promise(session, lin, a_lead, later):
    lead = a_lead(lin)
    later(hours=24)

    leads.log_contact(session, lin, lead.id, contact=a_call())

    assert (lead.stage, lead.verdict) == (LeadStage.CONTACTED, ClockVerdict.MET)
    assert lead.first_contact_at == MONDAY_TEN + timedelta(hours=24)
    assert lead.alarm_at is None


def test_a_minute_after_the_day_is_too_late(session, lin, a_lead, later):
    lead = a_lead(lin)
    later(hours=24, minutes=1)

    leads.log_contact(session, lin, lead.id, contact=a_call())

    assert lead.verdict is ClockVerdict.MISSED


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.CONNECTED])
def test_an_attempt_that_reaches_nobody_is_kept_and_stops_no_clock(session, lin, a_lead, outcome):
    lead = a_lead(lin)

    row = leads.log_contact(session, lin, lead.id, contact=a_call(outcome, ""))

    assert (row.lead_id, row.customer_id) == (lead.id, None)
    assert (lead.stage, lead.verdict, lead.first_contact_at) == (LeadStage.NEW, None, None)
    assert lead.alarm_at is not None


def test_the_verdict_of_a_call_written_down_later_is_that_of_the_call(session, lin, a_lead, later):
    lead = a_lead(lin)
    later(hours=30)

    leads.log_contact(session, lin, lead.id, contact=a_call(at=MONDAY_TEN + timedelta(hours=2)))

    assert lead.verdict is ClockVerdict.MET


def test_a_second_call_changes_no_verdict(session, lin, a_lead, later):
    lead = a_lead(lin)
    later(hours=30)
    leads.log_contact(session, lin, lead.id, contact=a_call())

    leads.log_contact(session, lin, lead.id, contact=a_call(at=MONDAY_TEN + timedelta(hours=2)))

    assert lead.verdict is ClockVerdict.MISSED
    assert lead.first_contact_at == MONDAY_TEN + timedelta(hours=30)
    assert len(session.exec(select(LeadStageChange)).all()) == 2


def test_nobody_spoke_with_them_before_they_came_to_us(session, lin, a_lead):
    lead = a_lead(lin)

    with pytest.raises(Invalid) as refused:
        leads.log_contact(session, lin, lead.id, contact=a_call(at=MONDAY_TEN - timedelta(hours=1)))

    assert set(refused.value.problems) == {"at"}


def test_what_comes_next_is_kept_on_the_lead_and_a_later_contact_takes_its_place(session, lin, a_lead, later):
    lead = a_lead(lin)
    leads.log_contact(session, lin, lead.id, contact=a_call(next_step="发报价", next_on=date(2026, 3, 12)))
    assert lead.next_on == date(2026, 3, 12)

    later(hours=1)
    leads.log_contact(session, lin, lead.id, contact=a_call())

    assert lead.next_on is None


def test_a_strangers_lead_looks_like_none_and_one_in_the_queue_is_to_be_taken_first(session, lin, xu, a_lead):
    theirs, waiting = a_lead(xu), a_lead(None)

    with pytest.raises(NotFound):
        leads.log_contact(session, lin, theirs.id, contact=a_call())
    with pytest.raises(leads.NotYours):
        leads.log_contact(session, lin, waiting.id, contact=a_call())


def test_nothing_is_logged_with_a_lead_that_has_ended(session, lin, a_lead):
    lead = a_lead(lin)
    spam = leads.Answers(InvalidReason.SPAM)
    leads.move(session, lin, lead.id, move=leads.Move.INVALIDATE, answers=spam, seen=lead.row_version)

    with pytest.raises(leads.Ended):
        leads.log_contact(session, lin, lead.id, contact=a_call())
