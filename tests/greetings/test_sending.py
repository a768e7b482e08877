"""Sending a greeting: by hand or by mail, once, to whom still agrees; skipping; taking a click back."""

from datetime import timedelta

import pytest
from sqlmodel import select

from care import customers, greetings, mail
from care.greetings import AlreadyOver, CannotTakeBack, NoConsent, NoMailbox, TooLate, Wording
from core import clock
from core.errors import Invalid, NotFound
from core.settings import settings
from db import session as database
from db.models import (
    AuditEntry,
    Channel,
    ChannelType,
    ConsentPurpose,
    ConsentStatus,
    Customer,
    CustomerKind,
    GreetingState,
    Mail,
    Medium,
    Occasion,
)
from tests.greetings.conftest import TODAY, a_greeting_of, attempt_as, planned, states


@pytest.fixture
def smtp(monkeypatch):
    monkeypatch.setenv("GUANJIA_SMTP_URL", "smtp://localhost:2525")
    monkeypatch.setenv("GUANJIA_MAIL_FROM", "care@example.cn")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def mailbox(contact, address):
    with database.transaction() as session:
        ids = {"customer_id": contact.customer_id, "contact_id": contact.id}
        session.add(Channel(**ids, type=ChannelType.EMAIL, value=address, value_key=address))


def mails():
    with database.reading() as session:
        return [(row.to, row.subject, row.body) for row in session.exec(select(Mail))]


def opened(actor, greeting_id):
    with database.reading() as session:
        return greetings.greeting(session, actor, greeting_id)


def test_what_was_said_by_hand_is_noted_with_who_said_it(lin, wang):
    id_ = a_greeting_of(wang)

    attempt_as(lin, greetings.send, id_, medium=Medium.WECHAT, words=" 王女士，生日快乐！ ")

    row = planned()[0]
    assert (row.state, row.medium, row.words) == (GreetingState.SENT, Medium.WECHAT, "王女士，生日快乐！")
    assert row.done_by_id == lin.id
    with database.reading() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "greeting.sent")).one()
    assert "生日" not in entry.detail, "the log holds no words of a letter"


def test_of_two_people_who_send_one_greeting_the_second_is_told_who_was_first(lin, zhou, wang):
    id_ = a_greeting_of(wang)
    attempt_as(zhou, greetings.send, id_, medium=Medium.PHONE, words="打电话祝贺")

    with pytest.raises(AlreadyOver, match="周凯 has done this already"):
        attempt_as(lin, greetings.send, id_, medium=Medium.WECHAT, words="生日快乐")


def test_consent_withdrawn_a_moment_ago_stops_the_greeting(lin, wang, agrees):
    id_ = a_greeting_of(wang)
    agrees(wang, ConsentStatus.WITHDRAWN)

    with pytest.raises(NoConsent):
        attempt_as(lin, greetings.send, id_, medium=Medium.WECHAT, words="生日快乐")
    assert states() == [GreetingState.PLANNED]


def test_a_greeting_is_not_sent_more_than_three_days_late(lin, wang):
    id_ = a_greeting_of(wang, day=TODAY - timedelta(days=4))

    with pytest.raises(TooLate, match="more than 3 days ago"):
        attempt_as(lin, greetings.send, id_, medium=Medium.WECHAT, words="生日快乐")


def test_another_ones_customer_is_not_greeted(xu, wang):
    id_ = a_greeting_of(wang)

    with pytest.raises(NotFound):
        attempt_as(xu, greetings.send, id_, medium=Medium.WECHAT, words="生日快乐")


def test_after_a_handing_over_it_is_the_new_owners_to_send(lin, xu, chen, wang):
    id_ = a_greeting_of(wang)
    attempt_as(chen, customers.assign_owner, wang.id, owner_id=xu.id)

    with pytest.raises(NotFound):
        attempt_as(lin, greetings.send, id_, medium=Medium.WECHAT, words="生日快乐")
    attempt_as(xu, greetings.send, id_, medium=Medium.WECHAT, words="生日快乐")

    assert states() == [GreetingState.SENT]


def test_without_words_or_a_subject_nothing_is_sent(lin, wang):
    id_ = a_greeting_of(wang)

    with pytest.raises(Invalid) as refused:
        attempt_as(lin, greetings.send, id_, medium=Medium.EMAIL, words=" ", title="")

    assert set(refused.value.problems) == {"words", "title"}


def test_a_mail_goes_into_the_outbox_with_the_greeting(lin, wang, a_contact, smtp):
    mailbox(a_contact(wang, "王芳", is_primary=True), "wangfang@example.cn")
    id_ = a_greeting_of(wang)

    attempt_as(lin, greetings.send, id_, medium=Medium.EMAIL, words="祝您生日快乐！", title="生日快乐")

    assert mails() == [("wangfang@example.cn", "生日快乐", "祝您生日快乐！")]
    with pytest.raises(CannotTakeBack):
        attempt_as(lin, greetings.reopen, id_)


def test_without_an_address_or_a_mail_server_the_refusal_says_which_is_missing(lin, wang, smtp, monkeypatch):
    id_ = a_greeting_of(wang)
    mailed = {"medium": Medium.EMAIL, "words": "生日快乐", "title": "生日快乐"}

    with pytest.raises(NoMailbox, match="no e-mail address"):
        attempt_as(lin, greetings.send, id_, **mailed)
    monkeypatch.delenv("GUANJIA_SMTP_URL")
    settings.cache_clear()
    assert not mail.is_configured()
    with pytest.raises(NoMailbox, match="No mail server"):
        attempt_as(lin, greetings.send, id_, **mailed)
    assert states() == [GreetingState.PLANNED]


def test_a_persons_birthday_does_not_go_to_a_colleagues_mailbox(lin, a_customer, agrees, a_contact, smtp):
    firm = a_customer("清明茶业", owner=lin, kind=CustomerKind.SMALL_COMPANY)
    agrees(firm)
    boss, clerk = a_contact(firm, "赵强", is_primary=True), a_contact(firm, "钱多")
    mailbox(boss, "boss@example.cn")
    id_ = a_greeting_of(firm, contact_id=clerk.id)

    assert not opened(lin, id_).can_mail
    with pytest.raises(NoMailbox):
        attempt_as(lin, greetings.send, id_, medium=Medium.EMAIL, words="生日快乐", title="生日快乐")


def test_skipping_says_why_and_a_click_can_be_taken_back(lin, wang):
    id_ = a_greeting_of(wang)
    with pytest.raises(Invalid):
        attempt_as(lin, greetings.skip, id_, reason=" ")

    attempt_as(lin, greetings.skip, id_, reason="家里有丧事")
    assert states() == [GreetingState.SKIPPED]
    attempt_as(lin, greetings.reopen, id_)

    assert states() == [GreetingState.PLANNED]
    assert planned()[0].reason == ""


def test_what_is_open_cannot_be_taken_back(lin, wang):
    with pytest.raises(CannotTakeBack):
        attempt_as(lin, greetings.reopen, a_greeting_of(wang))


def test_the_draft_addresses_the_person_as_one_says_it(lin, a_customer, agrees, a_contact):
    firm = a_customer("杭州清明茶业有限公司", owner=lin, kind=CustomerKind.LARGE_COMPANY)
    agrees(firm)
    a_contact(firm, "欧阳娜", title="采购经理", is_primary=True)
    id_ = a_greeting_of(firm, occasion=Occasion.ANNIVERSARY, years=3)

    draft = opened(lin, id_)

    chinese = draft.drafts[Medium.WECHAT, "zh_CN"].words
    assert chinese.startswith("欧阳经理，您好！")
    assert "已经3年了" in chinese
    assert chinese.endswith("林静")
    assert draft.drafts[Medium.EMAIL, "en"].title == "Thank you for 3 years"


def test_many_are_sent_at_once_and_what_held_others_back_is_counted(lin, a_customer, agrees, smtp, a_contact):
    people = [a_customer(name, owner=lin) for name in ("王芳", "李梅", "赵云", "孙权")]
    for customer in people:
        agrees(customer)
    mailbox(a_contact(people[0], is_primary=True), "a@example.cn")
    mailbox(a_contact(people[1], is_primary=True), "b@example.cn")
    agrees(people[2], ConsentStatus.WITHDRAWN)
    ids = [a_greeting_of(customer, occasion=Occasion.FESTIVAL, about="mid_autumn") for customer in people]

    outcome = attempt_as(lin, greetings.send_many, ids, medium=Medium.EMAIL, language="zh_CN")

    assert outcome.done == 2
    assert sorted(outcome.held_back.values()) == [1, 1]
    assert [to for to, _subject, _body in mails()] == ["a@example.cn", "b@example.cn"]
    assert "中秋快乐" in mails()[0][2]
    assert attempt_as(lin, greetings.send_many, ids, medium=Medium.EMAIL, language="zh_CN").done == 0
    assert len(mails()) == 2


def test_of_many_no_congratulation_is_mailed_before_its_day_and_service_is(lin, a_customer, agrees, a_contact, smtp):
    customer = a_customer("王芳", owner=lin)
    for purpose in (ConsentPurpose.CARE, ConsentPurpose.SERVICE):
        agrees(customer, purpose=purpose)
    mailbox(a_contact(customer, is_primary=True), "a@example.cn")
    ids = [
        a_greeting_of(customer, day=TODAY + timedelta(days=ahead), occasion=occasion, about="换滤芯")
        for ahead, occasion in ((20, Occasion.BIRTHDAY), (20, Occasion.SERVICE), (0, Occasion.BIRTHDAY))
    ]

    outcome = attempt_as(lin, greetings.send_many, ids, medium=Medium.EMAIL, language="zh_CN")

    assert outcome.done == 2
    (why,) = outcome.held_back
    assert "still to come" in why
    assert attempt_as(lin, greetings.send_many, ids[:1], medium=Medium.WECHAT, language="zh_CN").done == 1


def test_many_at_once_are_not_more_than_two_hundred(lin):
    with pytest.raises(Invalid, match="up to 200"):
        attempt_as(lin, greetings.send_many, list(range(201)), medium=Medium.WECHAT, language="zh_CN")


def test_many_are_skipped_with_one_reason(lin, a_customer, agrees):
    people = [a_customer(name, owner=lin) for name in ("王芳", "李梅")]
    for customer in people:
        agrees(customer)
    ids = [a_greeting_of(customer) for customer in people]

    assert attempt_as(lin, greetings.skip_many, ids, reason="已在门店当面祝贺").done == 2
    assert states() == [GreetingState.SKIPPED, GreetingState.SKIPPED]


def test_words_of_the_firms_own_take_the_place_of_ours(lin, chen, wang):
    name = greetings.TemplateName(Occasion.BIRTHDAY, "", Medium.WECHAT, "zh_CN")
    id_ = a_greeting_of(wang)

    attempt_as(chen, greetings.change_template, name, said=Wording("{称呼}，生日快乐！——{我}"), version=0)
    assert opened(lin, id_).drafts[Medium.WECHAT, "zh_CN"].words == "王芳，生日快乐！——林静"

    attempt_as(chen, greetings.reset_template, name)
    assert opened(lin, id_).drafts[Medium.WECHAT, "zh_CN"].words.startswith("王芳，您好！")


def test_removed_customers_greetings_are_nobodys(lin, wang):
    id_ = a_greeting_of(wang)
    with database.transaction() as session:
        session.get_one(Customer, wang.id).deleted_at = clock.now()

    with pytest.raises(NotFound):
        attempt_as(lin, greetings.send, id_, medium=Medium.WECHAT, words="生日快乐")
