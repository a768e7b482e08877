"""Handing links over, calling, answering: once, by somebody who is not judged, however many try at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import col, select

from care import customers, feedback, surveys
from care.surveys import CustomerAnswer
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, Refusal
from db import session as database
from db.models import (
    Answer,
    AuditEntry,
    Channel,
    ChannelType,
    ConsentStatus,
    Contact,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    QuestionnaireVersion,
    Task,
)
from tests.surveys.world import GOOD, POOR, invitations, launched, said, token_of

LINK, PHONE = InvitationMode.LINK, InvitationMode.PHONE


@pytest.fixture
def a_call(session, chen, lin, a_customer):
    """A customer of 林静 who agreed to be called."""
    customer = a_customer("王芳", owner=lin, mobile="+8613800138000")
    contact = Contact(customer_id=customer.id, name="王芳", is_primary=True)
    session.add(contact)
    session.flush()
    number = "+8613800138000"
    session.add(
        Channel(contact_id=contact.id, customer_id=customer.id, type=ChannelType.MOBILE, value=number, value_key=number)
    )
    said(session, chen, customer, ConsentStatus.GIVEN)
    launched(session, chen, mode=PHONE)
    (invitation,) = invitations(session)
    return invitation


def later(**span):
    clock.freeze(clock.now() + timedelta(**span))


def test_a_link_is_counted_as_asked_when_it_is_handed_over_and_answered_once(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    row = launched(session, chen)
    (invitation,) = invitations(session)
    assert surveys.campaign(session, chen, row.id).line.response.n == 0
    later(days=3)

    token = token_of(surveys.hand_over(session, lin, invitation.id))

    assert invitation.asked_at == invitation.sent_at == clock.now()
    assert [one.code for one in surveys.form(session, token).questions] == ["overall", "recommend", "wish"]
    feedback.take(session, token, given=GOOD, language="en")
    (answer,) = session.exec(select(Answer)).all()
    assert (answer.score, answer.nps, answer.ces, answer.language) == (5, 9, None, "en")
    assert answer.values == '{"overall":5,"recommend":9}'
    with pytest.raises(surveys.AlreadyAnswered):
        feedback.take(session, token, given=POOR)
    line = surveys.campaign(session, chen, row.id).line
    assert (line.response.hits, line.response.n, line.csat.hits) == (1, 1, 1)


def test_a_link_that_was_handed_over_comes_back_on_the_list_once(session, chen, lin, zhou, a_customer):
    a_customer("王芳", owner=lin)
    row = launched(session, chen)
    (invitation,) = invitations(session)
    token = token_of(surveys.hand_over(session, zhou, invitation.id))
    handed = clock.now()
    assert surveys.remind_due(session) == 0
    later(days=3)

    assert surveys.remind_due(session) == 1
    assert surveys.remind_due(session) == 0

    assert [one.count for one in surveys.due_lines(session, lin)] == [1]
    assert [one.count for one in surveys.due_lines(session, zhou)] == [1], "who handed it over reminds as well"
    (line,) = surveys.to_collect(session, lin, mode=LINK, campaign_id=row.id)
    assert line.handed_over_at == handed
    assert surveys.form(session, token), "the first link works on"
    newer = token_of(surveys.hand_over(session, lin, invitation.id))
    later(days=9)
    assert surveys.remind_due(session) == 0, "nobody is reminded twice"
    assert not surveys.due_lines(session, lin)
    feedback.take(session, newer, given=GOOD)


@pytest.mark.parametrize("status", [ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN])
def test_whoever_declined_or_answered_meanwhile_is_not_reminded(session, chen, lin, a_customer, status):
    declined, done = a_customer("王芳", owner=lin), a_customer("李明", owner=lin)
    launched(session, chen)
    first, second = invitations(session)
    surveys.hand_over(session, lin, first.id)
    feedback.take(session, token_of(surveys.hand_over(session, lin, second.id)), given=GOOD)
    said(session, chen, declined, status)
    later(days=4)

    assert surveys.remind_due(session) == 0
    assert not surveys.due_lines(session, lin)
    assert done.id == second.customer_id


def test_handing_the_last_link_over_does_the_task(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    a_customer("李明", owner=lin)
    launched(session, chen)
    first, second = invitations(session)
    (task,) = session.exec(select(Task)).all()

    surveys.hand_over(session, lin, first.id)
    assert task.done_at is None
    surveys.hand_over(session, lin, second.id)
    session.refresh(task)
    assert task.done_at is not None


def test_a_newer_link_ends_the_older_one(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    launched(session, chen)
    (invitation,) = invitations(session)
    older = token_of(surveys.hand_over(session, lin, invitation.id))

    newer = token_of(surveys.hand_over(session, lin, invitation.id))

    with pytest.raises(surveys.LinkUnknown):
        surveys.form(session, older)
    assert surveys.form(session, newer)


def test_whoever_declines_or_was_asked_about_something_else_meanwhile_gets_no_link(session, chen, lin, a_customer):
    declined, asked = a_customer("王芳", owner=lin), a_customer("李明", owner=lin)
    launched(session, chen)
    first, second = invitations(session)
    said(session, chen, declined, ConsentStatus.WITHDRAWN)
    session.add(
        Invitation(
            purpose=InvitationPurpose.HANDLING,
            mode=LINK,
            customer_id=asked.id,
            sent_at=clock.now(),
            asked_at=clock.now(),
            expires_at=clock.now() + timedelta(days=1),
        )  # fmt: skip
    )
    session.flush()

    with pytest.raises(surveys.MayNotAsk, match="does not want"):
        surveys.hand_over(session, lin, first.id)
    with pytest.raises(surveys.MayNotAsk, match="already"):
        surveys.hand_over(session, lin, second.id)


def test_a_customer_who_was_handed_over_is_served_by_the_new_owner(session, chen, lin, xu, a_customer):
    customer = a_customer("王芳", owner=lin)
    launched(session, chen)
    (invitation,) = invitations(session)
    assert [one.count for one in surveys.due_lines(session, lin)] == [1]

    customers.assign_owner(session, chen, customer.id, owner_id=xu.id)

    assert not surveys.due_lines(session, lin)
    assert [one.count for one in surveys.due_lines(session, xu)] == [1]
    with pytest.raises(NotFound):
        surveys.hand_over(session, lin, invitation.id)
    assert surveys.hand_over(session, xu, invitation.id).path
    assert invitation.owner_id == lin.id, "counted for whoever looked after them when they were asked"


def test_somebody_who_is_no_customer_any_more_is_asked_nothing(session, chen, lin, a_customer):
    customer = a_customer("王芳", owner=lin)
    launched(session, chen)
    (invitation,) = invitations(session)
    token = token_of(surveys.hand_over(session, lin, invitation.id))

    customers.remove_customer(session, chen, customer.id, reason="销户")

    with pytest.raises(surveys.LinkWithdrawn):
        surveys.form(session, token)
    with pytest.raises(surveys.LinkWithdrawn):
        feedback.take(session, token, given=GOOD)
    with pytest.raises(NotFound):
        surveys.hand_over(session, lin, invitation.id)


def test_of_many_answers_at_once_one_counts(chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    with database.transaction() as own:
        launched(own, chen)
    with database.transaction() as own:
        token = token_of(surveys.hand_over(own, lin, invitations(own)[0].id))

    def post(given):
        try:
            database.attempt(lambda own: feedback.take(own, token, given=given))
        except surveys.AlreadyAnswered:
            return "late"
        return "counted"

    with ThreadPoolExecutor(6) as pool:
        done = sorted(pool.map(post, [GOOD, POOR] * 3))

    assert done == ["counted"] + ["late"] * 5
    with database.reading() as session:
        assert len(session.exec(select(Answer)).all()) == 1
        assert len(session.exec(select(Task).where(Task.kind == "feedback")).all()) <= 1


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (CustomerAnswer(), {"overall"}),
        (CustomerAnswer(values={"overall": 6}), {"overall"}),
        (CustomerAnswer(values={"overall": "5"}), {"overall"}),
        (CustomerAnswer(values={"overall": True}), {"overall"}),
        (CustomerAnswer(values={"overall": 4, "recommend": 11}), {"recommend"}),
        (CustomerAnswer(values={"overall": 4, "recommend": None}), {"recommend"}),
        (CustomerAnswer(values={"overall": 4}, texts={"wish": "长" * 501}), {"wish"}),
    ],
)
def test_what_cannot_be_an_answer_is_told_and_leaves_the_link_open(session, chen, lin, a_customer, given, wrong):
    a_customer("王芳", owner=lin)
    launched(session, chen)
    token = token_of(surveys.hand_over(session, lin, invitations(session)[0].id))

    with pytest.raises(Invalid) as refused:
        feedback.take(session, token, given=given)

    assert set(refused.value.problems) == wrong
    assert surveys.form(session, token)


def test_does_not_apply_is_kept_and_counts_neither_way(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    row = launched(session, chen)
    token = token_of(surveys.hand_over(session, lin, invitations(session)[0].id))

    feedback.take(session, token, given=CustomerAnswer(values={"overall": None}))

    found = surveys.results(session, chen, of=surveys.Slice(campaign_id=row.id))
    assert found.scores.csat.n == 0
    assert [(one.n, one.does_not_apply) for one in found.questions][0] == (0, 1)
    assert found.scores.response.hits == 1


def test_the_owner_does_not_ask_how_they_do_it_and_a_colleague_does(session, chen, lin, he, a_call):
    with pytest.raises(surveys.MayNotAsk, match="Ask a colleague"):
        surveys.take_call(session, lin, a_call.id)
    with pytest.raises(surveys.MayNotAsk, match="Ask a colleague"):
        feedback.take_by_phone(session, lin, a_call.id, given=GOOD)
    assert not surveys.due_lines(session, lin)
    assert [(one.mode, one.count) for one in surveys.due_lines(session, he)] == [(PHONE, 1)]

    surveys.take_call(session, he, a_call.id)
    row = feedback.take_by_phone(session, he, a_call.id, given=GOOD, language="zh_CN")

    assert (row.collector_id, a_call.dials, a_call.asked_at) == (he.id, 1, clock.now())
    assert not surveys.due_lines(session, he)
    with pytest.raises(surveys.AlreadyAnswered):
        feedback.take_by_phone(session, chen, a_call.id, given=GOOD)


def test_a_colleague_who_is_calling_keeps_others_from_calling(session, chen, he, a_call):
    surveys.take_call(session, he, a_call.id)

    with pytest.raises(Refusal, match="何敏"):
        surveys.take_call(session, chen, a_call.id)


def test_three_calls_are_enough_and_customers_count_not_dials(session, chen, he, a_call):
    for _n in range(2):
        surveys.not_reached(session, he, a_call.id)
    line = surveys.campaign(session, chen, a_call.campaign_id or 0).line
    assert (line.response.n, a_call.dials) == (1, 2)

    surveys.not_reached(session, he, a_call.id)

    assert a_call.withdrawn_at is not None
    assert not surveys.to_collect(session, he, mode=PHONE, campaign_id=a_call.campaign_id)
    with pytest.raises(surveys.LinkWithdrawn):
        surveys.not_reached(session, he, a_call.id)


def test_whoever_does_not_want_to_is_left_alone(session, he, a_call):
    surveys.does_not_want(session, he, a_call.id)

    assert not surveys.due_lines(session, he)
    assert a_call.asked_at is not None


def test_the_script_has_the_questions_of_the_version_that_was_sent(session, chen, he, a_call):
    version = session.get_one(QuestionnaireVersion, a_call.questionnaire_version_id)
    file = surveys.questionnaire(session, chen, version.questionnaire_id)
    shorter = surveys.Draft(file.name.zh, file.name.en, file.kind, file.questions[:1])
    surveys.change_questionnaire(session, chen, file.id, draft=shorter, seen_version=file.row_version)

    found = surveys.script(session, he, a_call.id)

    assert [one.code for one in found.questions] == ["overall", "recommend", "wish"]


def test_a_call_can_be_come_back_to_and_is_anybodys_after_an_hour(session, chen, he, a_call):
    def busy(actor):
        (line,) = surveys.to_collect(session, actor, mode=PHONE, campaign_id=a_call.campaign_id)
        return line.taken_by

    surveys.take_call(session, he, a_call.id)
    assert (busy(he), busy(chen)) == ("", "何敏")
    later(minutes=50)
    surveys.take_call(session, he, a_call.id)
    later(minutes=50)
    with pytest.raises(Refusal, match="何敏"):
        surveys.take_call(session, chen, a_call.id)

    later(minutes=10)

    assert busy(chen) == ""
    surveys.take_call(session, chen, a_call.id)
    with pytest.raises(Refusal, match="陈"):
        surveys.take_call(session, he, a_call.id)


def test_the_number_is_handed_out_with_the_call_and_the_log_keeps_to_whom(session, he, a_call):
    assert surveys.take_call(session, he, a_call.id).number == "+8613800138000"

    (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "customer.revealed")).all()
    assert (entry.actor_id, entry.subject_id) == (he.id, a_call.customer_id)


def test_where_there_is_a_landline_alone_it_is_called(session, he, a_call):
    customer = session.get_one(Customer, a_call.customer_id)
    customer.mobile = ""
    channel = session.exec(select(Channel)).one()
    channel.type, channel.value = ChannelType.LANDLINE, "+8657188889999"

    assert surveys.take_call(session, he, a_call.id).number == "+8657188889999"


def test_the_script_is_for_whoever_may_call_and_as_long_as_there_is_something_to_ask(session, chen, lin, he, a_call):
    with pytest.raises(surveys.MayNotAsk, match="Ask a colleague"):
        surveys.script(session, lin, a_call.id)
    feedback.take_by_phone(session, he, a_call.id, given=GOOD)
    with pytest.raises(surveys.AlreadyAnswered):
        surveys.script(session, he, a_call.id)


def test_a_link_has_no_script(session, chen, lin, he, a_customer):
    a_customer("王芳", owner=lin)
    launched(session, chen)

    with pytest.raises(surveys.MayNotAsk, match="by a link"):
        surveys.script(session, he, invitations(session)[0].id)


def test_results_show_a_stranger_nothing(session, chen, lin, xu, fang, a_customer):
    a_customer("王芳", owner=lin)
    row = launched(session, chen)
    feedback.take(session, token_of(surveys.hand_over(session, lin, invitations(session)[0].id)), given=GOOD)
    of = surveys.Slice(campaign_id=row.id)

    assert surveys.results(session, xu, of=of).scores.response.n == 0
    assert surveys.results(session, lin, of=of).scores.response.n == 1
    assert surveys.results(session, fang, of=of).scores.csat.n == 1, "numbers without persons"
    assert [one.customer for one in surveys.answer_lines(session, lin, of=of)] == ["王芳"]
    assert not surveys.answer_lines(session, xu, of=of)
    with pytest.raises(NotAllowed):
        surveys.answer_lines(session, fang, of=of)


def test_results_tell_owners_tiers_and_modes_apart(session, chen, lin, xu, a_customer):
    for name, owner in (("甲", lin), ("乙", lin), ("丙", xu)):
        a_customer(name, owner=owner)
    row = launched(session, chen)
    first, second, _third = session.exec(select(Invitation).order_by(col(Invitation.id))).all()
    feedback.take(session, token_of(surveys.hand_over(session, lin, first.id)), given=GOOD)
    surveys.hand_over(session, lin, second.id)

    found = surveys.results(session, chen, of=surveys.Slice(campaign_id=row.id))

    assert (found.scores.response.hits, found.scores.response.n) == (1, 2)
    assert [(one.name, one.scores.response.n, one.scores.csat.n) for one in found.groups[surveys.By.OWNER]] == [
        ("林静", 2, 1)
    ]
    assert found.by_mode[LINK].n == 2
    silent = surveys.answer_lines(session, chen, of=surveys.Slice(campaign_id=row.id), which=surveys.Which.SILENT)
    assert [one.customer for one in silent] == ["乙"]
