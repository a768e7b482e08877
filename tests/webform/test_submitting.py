"""What a stranger sends becomes a lead once, with what they were told and agreed to; what a program sends does not."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from care import rulebook, webform
from care.leads import LeadPolicy
from care.webform import Advertising, FilledTheTrap, NotOpen, OpenTooLong, TooFast
from care.webform.commands import digest_of
from core import clock
from core.errors import Invalid
from db import session as database
from db.models import ClockMode, ConsentPurpose, Lead, LeadOrigin, LeadStage, Notice, PrivacyNotice, Source
from routes.contact_page import Entered, form_page
from tests.conftest import MONDAY_TEN
from tests.webform.conftest import A_MINUTE, a_seal, filled_in

HOUR = timedelta(hours=1)


def send(ip="203.0.113.9", **fields):
    entry = filled_in(**{"seal": a_seal(), **fields})
    with database.transaction() as session:
        return webform.submit(session, entry, ip=ip)


def leads():
    with database.reading() as session:
        return session.exec(select(Lead).order_by(col(Lead.id))).all()


def test_what_was_sent_is_a_lead_with_a_clock_of_a_day(is_open):
    received = send(company="云岭茶舍", region="昆明", email="Wang@Example.com", words="想谈批发", via="spring-fair")

    (lead,) = leads()
    assert (lead.name, lead.phone, lead.company, lead.region) == ("王芳", "+8613812345678", "云岭茶舍", "昆明")
    assert (lead.email, lead.need, lead.note) == ("wang@example.com", "想谈批发", "#spring-fair")
    assert (lead.origin, lead.source, lead.stage) == (LeadOrigin.WEB, Source.WEBSITE, LeadStage.NEW)
    assert lead.registered_by_id is None
    assert received.due_at == lead.due_at == MONDAY_TEN + 24 * HOUR


def test_each_consent_keeps_the_notice_the_moment_and_no_address(is_open):
    send(agreed=frozenset({ConsentPurpose.CARE}))

    (lead,) = leads()
    given = json.loads(lead.consents)
    assert [one["purpose"] for one in given] == ["service", "care"]
    assert lead.notice_version == "1"
    for one in given:
        assert one["channel"] == "form"
        assert "· 1 · 2026-03-09T02:00:00+00:00 ·" in one["evidence"]
        assert "203.0.113.9" not in one["evidence"]


def test_the_digest_tells_two_addresses_apart():
    assert digest_of("203.0.113.9") == digest_of("203.0.113.9")
    assert digest_of("203.0.113.9") != digest_of("203.0.113.8")


def test_nothing_is_taken_down_without_the_consent_that_an_answer_needs(is_open):
    with pytest.raises(Invalid) as refused:
        send(may_contact=False)

    assert list(refused.value.problems) == ["may_contact"]
    assert not leads()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"trap": "https://spam.example"}, FilledTheTrap),
        ({"words": "http://a.example http://b.example 便宜"}, Advertising),
        ({"seal": ""}, OpenTooLong),
        ({"seal": "1.0000000000000000.1." + "0" * 64}, OpenTooLong),
    ],
)
def test_what_a_program_does_is_refused_with_a_sentence(is_open, fields, refusal):
    with pytest.raises(refusal) as refused:
        send(**fields)

    assert refused.value.sentence
    assert not leads()


def test_nobody_reads_and_writes_within_a_second_or_over_days(is_open):
    with pytest.raises(TooFast):
        send(seal=a_seal(at=clock.now() - timedelta(seconds=1)))
    with pytest.raises(OpenTooLong):
        send(seal=a_seal(at=clock.now() - 25 * HOUR))


def test_what_somebody_mistyped_is_told_before_they_are_taken_for_a_program(is_open):
    with pytest.raises(Invalid):
        send(phone="12", trap="x", seal=a_seal(at=clock.now()))


def test_a_notice_that_changed_meanwhile_has_to_be_read_again(is_open):
    seal = a_seal()
    with database.transaction() as session:
        session.add(PrivacyNotice(version="2.1", text_zh="新", text_en="new", effective_from=date(2026, 3, 9)))

    with pytest.raises(OpenTooLong):
        send(seal=seal)
    send(seal=a_seal())
    assert leads()[0].notice_version == "2.1"


def test_the_same_number_within_days_tells_more_about_the_same_lead(is_open, lin):
    send()
    with database.transaction() as session:
        session.get_one(Lead, leads()[0].id).owner_id = lin.id
    clock.freeze(MONDAY_TEN + HOUR)

    send(phone="138 1234 5678", words="还想问运费", agreed=frozenset({ConsentPurpose.SURVEY}))
    send(words="还想问运费")

    (lead,) = leads()
    assert lead.need == "想买茶"
    assert lead.note == "2026-03-09 11:00 还想问运费"
    assert {one["purpose"] for one in json.loads(lead.consents)} == {"service", "survey"}
    assert lead.due_at == MONDAY_TEN + 24 * HOUR
    with database.reading() as session:
        told = session.exec(
            select(Notice).where(col(Notice.user_id) == lin.id, col(Notice.subject_id) == lead.id)
        ).all()
    assert [one.kind for one in told].count("lead_told_more") == 1


def test_who_writes_again_is_promised_nothing_that_has_passed_or_was_kept(is_open, lin):
    first = send()
    clock.freeze(MONDAY_TEN + HOUR)
    assert send(words="还想问运费").due_at == first.due_at

    clock.freeze(MONDAY_TEN + 25 * HOUR)
    assert send(words="怎么没人回电").due_at is None

    clock.freeze(MONDAY_TEN + HOUR)
    with database.transaction() as session:
        session.get_one(Lead, leads()[0].id).first_contact_at = clock.now()
    assert send(words="再问一句").due_at is None


def test_a_second_number_is_not_lost(is_open):
    send(phone="13812345678")
    send(phone="13812345678 / 13900000001")
    send(phone="13812345678 / 13900000001")

    (lead,) = leads()
    assert (lead.phone, lead.note) == ("+8613812345678", "Phone: +8613900000001")


def test_later_or_after_an_end_it_is_a_new_lead(is_open):
    send()
    clock.freeze(MONDAY_TEN + 73 * HOUR)
    send()
    with database.transaction() as session:
        session.get_one(Lead, leads()[1].id).ended_at = clock.now()
    send()

    assert len(leads()) == 3


def test_a_number_we_know_as_a_customers_is_told_nothing_of_it(is_open, a_customer):
    a_customer("王芳", mobile="+8613812345678")

    assert send().reach == "400-820-8820"
    assert len(leads()) == 1


def test_the_form_is_shut_until_it_is_opened_and_when_it_is_closed_again(firm, sun):
    with pytest.raises(NotOpen):
        send()
    with database.reading() as session, pytest.raises(NotOpen):
        webform.form(session)


def test_a_firm_that_says_no_name_has_no_form(is_open, monkeypatch):
    from core.settings import settings

    monkeypatch.setenv("GUANJIA_COMPANY", "")
    settings.cache_clear()

    with database.reading() as session, pytest.raises(NotOpen):
        webform.form(session)


def test_hours_of_work_are_promised_as_such(is_open, sun):
    with database.reading() as session:
        assert not webform.form(session).is_working_time
    with database.transaction() as session:
        policy = LeadPolicy(mode=ClockMode.WORKING, target_hours=8)
        rulebook.change(session, sun, policy, reason="按工作时间", seen_version=0)

    with database.reading() as session:
        form = webform.form(session)
    assert "within 8 working hours." in form_page(form, Entered())


def test_a_page_that_was_opened_can_be_sent(is_open):
    with database.reading() as session:
        form = webform.form(session)
    clock.freeze(MONDAY_TEN + A_MINUTE)

    with database.transaction() as session:
        webform.submit(session, replace(filled_in(), seal=form.seal), ip="::1")

    assert (form.company, form.keep_months, form.notice_version) == ("云岭茶业", 24, "1")
    assert len(leads()) == 1
