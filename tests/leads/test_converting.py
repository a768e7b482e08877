"""A lead becomes a customer with all that was said, agreed and known; once."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from auth.actor import SYSTEM
from care import customers, interactions, leads, privacy
from care.customers import LikelyDuplicate
from care.leads import Agreed, Into, NewLead
from care.leads.agreed import consents_in
from core import clock
from core.errors import Invalid
from db.models import (
    Channel,
    ChannelType,
    ConsentPurpose,
    ConsentStatus,
    Customer,
    CustomerKind,
    Interaction,
    LeadOrigin,
    LeadStage,
    LeadStageChange,
    PrivacyNotice,
    Source,
)
from tests.conftest import MONDAY_TEN
from tests.leads.conftest import a_call

NEW = Into()


@pytest.fixture
def contacted(session, lin, a_lead):
    lead = a_lead(lin, phone="13800138000", region="上海", source=Source.EXHIBITION, need="两百份礼盒", note="周五前")
    leads.log_contact(session, lin, lead.id, contact=a_call(next_step="寄样品"))
    return lead


def test_it_becomes_a_customer_with_source_owner_contacts_and_what_comes_next(session, lin, contacted):
    customer = leads.convert(session, lin, contacted.id, into=NEW, seen=contacted.row_version)

    assert (customer.name, customer.region, customer.source) == ("王芳", "上海", Source.EXHIBITION)
    assert (customer.owner_id, customer.team_id) == (lin.id, lin.team_id)
    assert (customer.needs, customer.note) == ("两百份礼盒", "周五前")
    assert customers.profile(session, lin, customer.id).contacts[0].ways
    said = session.exec(select(Interaction)).one()
    assert (said.customer_id, said.lead_id, said.is_open_step) == (customer.id, contacted.id, True)
    last = interactions.last_contact(session, lin, customer.id)
    assert last is not None
    assert last.next_step == "寄样品"
    assert (contacted.stage, contacted.customer_id) == (LeadStage.CONVERTED, customer.id)
    assert contacted.converted_at == contacted.ended_at is not None


def test_a_firm_is_filed_under_its_own_name_with_the_person_as_its_contact(session, lin, a_lead):
    lead = a_lead(lin, company="杭州竹里商贸有限公司")
    leads.log_contact(session, lin, lead.id, contact=a_call())

    customer = leads.convert(session, lin, lead.id, into=NEW, seen=lead.row_version)

    assert (customer.name, customer.kind) == ("杭州竹里商贸有限公司", CustomerKind.SMALL_COMPANY)
    assert [person.name for person in customers.profile(session, lin, customer.id).contacts] == ["王芳"]


def test_what_they_agreed_to_becomes_consents_of_then_even_where_the_seller_may_record_none(session, lin, later):
    agreed = (Agreed(ConsentPurpose.MARKETING, "form", "官网表单"),)
    new = NewLead("王芳", phone="13800138000", origin=LeadOrigin.WEB, consents=agreed)
    lead = leads.register(session, SYSTEM, lead=new, owner_id=lin.id)
    later(hours=3)
    leads.log_contact(session, lin, lead.id, contact=a_call())

    customer = leads.convert(session, lin, lead.id, into=NEW, seen=lead.row_version)

    (answer,) = privacy.consents_of(session, lin, customer.id)
    assert (answer.purpose, answer.status, answer.at) == (
        ConsentPurpose.MARKETING, ConsentStatus.GIVEN, lead.received_at,
    )  # fmt: skip
    session.refresh(customer)
    assert customer.has_consent


def test_whoever_presses_the_button_the_customer_is_the_owners(session, he, lin, contacted):
    customer = leads.convert(session, he, contacted.id, into=NEW, seen=contacted.row_version)

    assert customer.owner_id == lin.id


def test_the_customers_story_says_which_lead_it_was(session, lin, contacted):
    customer = leads.convert(session, lin, contacted.id, into=NEW, seen=contacted.row_version)

    events = customers.timeline(session, lin, customer.id).events
    assert [event.facts["number"] for event in events if event.kind == "lead"] == [contacted.number]
    assert leads.leads_of(session, lin, customer.id) == (contacted.number,)


def test_converting_twice_is_refused_and_leaves_one_customer(session, lin, contacted):
    customer = leads.convert(session, lin, contacted.id, into=NEW, seen=contacted.row_version)

    with pytest.raises(leads.AlreadyConverted, match=customer.number):
        leads.convert(session, lin, contacted.id, into=NEW, seen=contacted.row_version)
    assert len(session.exec(select(Customer)).all()) == 1


def test_who_is_here_already_is_shown_first_and_can_be_joined(session, lin, contacted):
    by_phone = customers.NewContact(channels={ChannelType.MOBILE: "13800138000"})
    known = customers.create_customer(session, lin, details={"name": "王芳芳"}, contacts=(by_phone,))
    with pytest.raises(LikelyDuplicate):
        leads.convert(session, lin, contacted.id, into=NEW, seen=contacted.row_version)

    joined = leads.convert(session, lin, contacted.id, into=Into(known.id), seen=contacted.row_version)

    assert joined.id == known.id
    assert len(session.exec(select(Channel)).all()) == 1, "the number was there already"
    assert session.exec(select(Interaction)).one().customer_id == known.id


def test_joining_adds_how_to_reach_them_where_it_is_not_known(session, lin, contacted, a_customer):
    known = a_customer("竹里商贸", owner=lin)

    leads.convert(session, lin, contacted.id, into=Into(known.id), seen=contacted.row_version)

    assert [channel.value for channel in session.exec(select(Channel))] == ["+8613800138000"]


def test_joining_adds_the_ways_that_are_missing_to_the_person_who_has_the_others(session, lin, a_lead):
    by_phone = customers.NewContact(name="王芳", channels={ChannelType.MOBILE: "13800138000"})
    known = customers.create_customer(session, lin, details={"name": "竹里商贸"}, contacts=(by_phone,))
    lead = a_lead(lin, phone="13800138000", email="wang@zhuli.cn", wechat="wangfang")
    leads.log_contact(session, lin, lead.id, contact=a_call())

    leads.convert(session, lin, lead.id, into=Into(known.id), seen=lead.row_version)

    rows = session.exec(select(Channel).order_by(col(Channel.id))).all()
    assert [row.value for row in rows] == ["+8613800138000", "wang@zhuli.cn", "wangfang"]
    assert len({row.contact_id for row in rows}) == 1
    assert [row.is_primary for row in rows] == [True, False, False]


def test_a_strangers_customer_cannot_be_joined(session, lin, xu, contacted, a_customer):
    with pytest.raises(Invalid):
        leads.convert(
            session, lin, contacted.id, into=Into(a_customer("李强", owner=xu).id), seen=contacted.row_version
        )


def test_a_lead_nobody_spoke_with_becomes_no_customer(session, lin, a_lead):
    lead = a_lead(lin)

    with pytest.raises(leads.IllegalMove):
        leads.convert(session, lin, lead.id, into=NEW, seen=lead.row_version)
    assert len(session.exec(select(LeadStageChange)).all()) == 1


def test_who_said_no_since_is_not_taken_to_have_said_yes(session, he, lin, a_customer, later):
    agreed = (Agreed(ConsentPurpose.MARKETING, "form", "官网表单"),)
    known = a_customer("王芳", owner=lin)
    new = NewLead("王芳", phone="13800138000", consents=agreed)
    lead = leads.register(session, SYSTEM, lead=new, owner_id=lin.id, despite=True)
    later(hours=1)
    privacy.record_consent(
        session, he, known.id, purpose=ConsentPurpose.MARKETING, status=ConsentStatus.WITHDRAWN, channel="phone"
    )
    leads.log_contact(session, lin, lead.id, contact=a_call())

    leads.convert(session, lin, lead.id, into=Into(known.id), seen=lead.row_version)

    assert [answer.status for answer in privacy.consents_of(session, lin, known.id)] == [ConsentStatus.WITHDRAWN]


def told_more(session, **typed):
    agreed = (Agreed(ConsentPurpose.MARKETING, "form", f"官网表单 {clock.now()}"),)
    new = NewLead("王芳", phone="13800138000", consents=agreed, **typed)
    return leads.tell_more(session, SYSTEM, lead=new, within=timedelta(days=9))


def test_what_they_agree_to_later_is_carried_over_as_of_then_with_the_notice_of_then(session, lin, a_lead, later):
    lead = a_lead(lin, phone="13800138000")
    agreed_at = later(hours=5)
    told_more(session)
    later(days=2)
    session.add(PrivacyNotice(version="2", text_zh="新", text_en="new", effective_from=date(2026, 3, 10)))
    leads.log_contact(session, lin, lead.id, contact=a_call())

    customer = leads.convert(session, lin, lead.id, into=NEW, seen=lead.row_version)

    (answer,) = privacy.consents_of(session, lin, customer.id)
    assert (answer.at, answer.notice_version) == (agreed_at, "1")


def test_who_agrees_again_after_they_withdrew_has_agreed(session, he, lin, a_customer, later):
    known = a_customer("王芳", owner=lin)
    agreed = (Agreed(ConsentPurpose.MARKETING, "form", "官网表单"),)
    new = NewLead("王芳", phone="13800138000", consents=agreed)
    lead = leads.register(session, SYSTEM, lead=new, owner_id=lin.id, despite=True)
    later(hours=1)
    privacy.record_consent(
        session, he, known.id, purpose=ConsentPurpose.MARKETING, status=ConsentStatus.WITHDRAWN, channel="phone"
    )
    again = later(hours=1)
    told_more(session)
    leads.log_contact(session, lin, lead.id, contact=a_call())

    leads.convert(session, lin, lead.id, into=Into(known.id), seen=lead.row_version)

    newest, *_before = privacy.consents_of(session, lin, known.id)
    assert (newest.status, newest.at) == (ConsentStatus.GIVEN, again)
    assert leads.lead_file(session, lin, lead.id).agreed == (ConsentPurpose.MARKETING,)


def test_however_often_they_send_it_two_answers_of_a_purpose_are_kept(session, lin, a_lead, later):
    lead = a_lead(lin, phone="13800138000")
    for _click in range(4):
        told_more(session)
        later(minutes=1)

    assert [one.at for one in consents_in(lead.consents)] == [MONDAY_TEN, MONDAY_TEN + timedelta(minutes=3)]
