"""A lead is taken down once, by whatever door, and its clock starts when they came to us."""

from datetime import timedelta

import pytest
from sqlmodel import select

from auth.actor import SYSTEM
from care import leads, rulebook
from care.leads import Agreed, LeadPolicy, LikelyTwin, NewLead
from core import clock
from core.errors import Invalid, NotAllowed
from db.models import (
    ClockMode,
    ConsentPurpose,
    LeadOrigin,
    LeadStage,
    LeadStageChange,
    Source,
    Subject,
)
from tests.conftest import MONDAY_TEN

WANG = NewLead("王芳", phone="138 0013 8000", source=Source.EXHIBITION, region="上海", need="想要报价")


def test_a_lead_has_a_number_of_its_month_and_its_clock_runs_for_a_day(session, he):
    lead = leads.register(session, he, lead=WANG)

    assert lead.number == "XS-202603-0001"
    assert lead.phone == "+8613800138000"
    assert lead.stage is LeadStage.NEW
    assert lead.due_at == MONDAY_TEN + timedelta(hours=24)
    assert lead.alarm_at == MONDAY_TEN + timedelta(hours=1), "it waits in the queue"
    assert [(c.before, c.after) for c in session.exec(select(LeadStageChange))] == [(None, LeadStage.NEW)]


def test_whoever_sees_only_their_own_has_what_they_register(session, lin):
    lead = leads.register(session, lin, lead=WANG)

    assert (lead.owner_id, lead.team_id) == (lin.id, lin.team_id)
    assert lead.alarm_at == MONDAY_TEN + timedelta(hours=18), "warned at three quarters"


def test_the_clock_starts_when_they_came_to_us_not_when_it_was_typed(session, lin):
    lead = leads.register(
        session, lin, lead=NewLead("王芳", phone="13800138000", received_at=MONDAY_TEN - timedelta(hours=20))
    )

    assert lead.due_at == MONDAY_TEN + timedelta(hours=4)
    assert lead.alarm_at == MONDAY_TEN - timedelta(hours=2)


def test_a_firm_may_count_its_working_hours(session, sun, lin):
    rulebook.change(
        session, sun, LeadPolicy(mode=ClockMode.WORKING, target_hours=8), reason="按工作时间", seen_version=0
    )

    lead = leads.register(session, lin, lead=WANG)

    assert lead.policy_version == 1
    assert lead.due_at is not None
    assert clock.local(lead.due_at).strftime("%m-%d %H:%M") == "03-10 10:30"


def test_imported_history_has_no_clock(session, sun):
    lead = leads.register(session, sun, lead=WANG, is_historical=True)

    assert (lead.due_at, lead.alarm_at, lead.policy_version) == (None, None, 0)


@pytest.mark.parametrize(("typed", "field"), [
    (NewLead("", phone="13800138000"), "name"),
    (NewLead("王芳"), "phone"),
    (NewLead("王芳", phone="138****8000"), "phone"),
    (NewLead("王芳", email="wang"), "email"),
    (NewLead("王芳", wechat="wf", need="x" * 2001), "need"),
    (NewLead("王芳", wechat="wf", received_at=MONDAY_TEN + timedelta(minutes=5)), "received_at"),
    (NewLead("王芳", wechat="wf", consents=(Agreed(ConsentPurpose.MARKETING, "form", " "),)), "consents"),
])  # fmt: skip
def test_what_cannot_be_taken_down_is_said_beside_its_field(session, lin, typed, field):
    with pytest.raises(Invalid) as refused:
        leads.register(session, lin, lead=typed)

    assert set(refused.value.problems) == {field}


def test_the_web_form_registers_for_the_system_and_keeps_what_was_agreed(session):
    agreed = (Agreed(ConsentPurpose.MARKETING, "form", "官网表单"),)
    lead = leads.register(
        session, SYSTEM, lead=NewLead("王芳", phone="13800138000", origin=LeadOrigin.WEB, consents=agreed), despite=True
    )

    assert lead.owner_id is None
    assert lead.registered_by_id is None
    assert lead.notice_version == "1"
    assert "marketing" in lead.consents


def test_an_analyst_registers_nothing(session, fang):
    with pytest.raises(NotAllowed):
        leads.register(session, fang, lead=WANG)


def test_the_same_person_is_not_taken_down_twice_unless_somebody_says_it_is_another(session, lin):
    leads.register(session, lin, lead=WANG)

    with pytest.raises(LikelyTwin) as refused:
        leads.register(session, lin, lead=NewLead("王小芳", phone="+86 138-0013-8000"))
    again = leads.register(session, lin, lead=NewLead("王小芳", phone="13800138000"), despite=True)

    assert [(twin.subject, twin.name) for twin in refused.value.twins] == [(Subject.LEAD, "王芳")]
    assert again.number == "XS-202603-0002"


def test_of_another_ones_lead_or_customer_one_learns_only_whom_to_ask(session, lin, xu, a_customer):
    leads.register(session, xu, lead=WANG)
    a_customer("李强", owner=xu, region="上海")

    (lead,) = leads.resembling(session, lin, lead=NewLead("甲", phone="13800138000"))
    (customer,) = leads.resembling(session, lin, lead=NewLead("李强", phone="13911112222", region="上海"))

    assert (lead.id, lead.name, lead.phone, lead.owner) == (None, "王*", "", "许宁")
    assert (customer.subject, customer.id, customer.name, customer.owner) == (Subject.CUSTOMER, None, "李*", "许宁")


def test_a_second_number_is_kept_in_the_note(session, lin):
    lead = leads.register(session, lin, lead=NewLead("王芳", phone="13700000006/13700000007", note="上午打"))

    assert (lead.phone, lead.note) == ("+8613700000006", "上午打\nPhone: +8613700000007")

    leads.edit(session, lin, lead.id, changes={"phone": "13700000006、13700000008"}, seen=lead.row_version)
    assert lead.note == "上午打\nPhone: +8613700000007\nPhone: +8613700000008"
