"""What an answer calls for: a poor one is looked into or becomes a complaint, a suggestion is registered."""

from dataclasses import replace

import pytest
from sqlmodel import select

from care import feedback, rulebook, surveys, tasks
from care.surveys import AskingPolicy, CustomerAnswer
from core.errors import NotFound
from db.models import Answer, Complaint, ComplaintKind, Medium, Notice, Subject, Task
from tests.surveys.world import GOOD, POOR, invitations, launched, token_of


@pytest.fixture
def answered(session, chen, lin, a_customer):
    """Take an answer of a customer of 林静; the row that is kept."""

    def take(given, **customer):
        made = a_customer("王芳", owner=customer.pop("owner", lin), **customer)
        launched(session, chen)
        mine = next(one for one in invitations(session) if one.customer_id == made.id)
        feedback.take(session, token_of(surveys.hand_over(session, chen, mine.id)), given=given, language="zh_CN")
        return session.exec(select(Answer).where(Answer.invitation_id == mine.id)).one()

    return take


def looked_into(session):
    return session.exec(select(Task).where(Task.kind == "feedback")).all()


def registered(session):
    return [(row.kind, row.description, row.channel) for row in session.exec(select(Complaint)).all()]


def test_a_good_answer_calls_for_nothing(session, zhou, answered):
    row = answered(GOOD)

    assert not looked_into(session)
    assert not registered(session)
    assert (row.task_id, row.led_to_id) == (None, None)


@pytest.mark.parametrize(
    "given", [CustomerAnswer(values={"overall": 2}), CustomerAnswer(values={"overall": 5, "recommend": 6})]
)
def test_a_low_answer_goes_to_the_owners_manager_and_the_owner_is_told(session, zhou, lin, answered, given):
    row = answered(given)

    (task,) = looked_into(session)
    assert (task.assignee_id, task.subject, task.id) == (zhou.id, Subject.CUSTOMER, row.task_id)
    told = session.exec(select(Notice).where(Notice.kind == "survey_low")).all()
    assert [one.user_id for one in told] == [lin.id]


def test_a_manager_does_not_look_into_his_own_customers(session, chen, zhou, answered):
    answered(CustomerAnswer(values={"overall": 1}), owner=zhou)

    assert [task.assignee_id for task in looked_into(session)] == [chen.id]


def test_a_suggestion_is_registered_as_one(session, answered):
    row = answered(CustomerAnswer(values={"overall": 5}, texts={"wish": "出小包装"}))

    assert registered(session) == [(ComplaintKind.SUGGESTION, "出小包装", Medium.WEBSITE)]
    assert row.led_to_id is not None
    assert not looked_into(session)


def test_a_low_answer_becomes_a_complaint_at_once_where_the_policy_says_so(session, chen, zhou, answered):
    rulebook.change(session, chen, replace(AskingPolicy(), opens_complaint=True), reason="从严", seen_version=0)

    row = answered(POOR)

    ((kind, words, _medium),) = registered(session)
    assert kind is ComplaintKind.COMPLAINT
    assert "送货太慢" in words
    assert "1 Very dissatisfied" in words
    assert not looked_into(session)
    assert row.led_to_id is not None


def test_whoever_looks_into_it_registers_a_complaint_already_filled_in_and_is_done(session, zhou, answered):
    row = answered(CustomerAnswer(values={"overall": 1}))

    opened = feedback.open_complaint(session, zhou, row.id)

    (task,) = looked_into(session)
    assert (task.done_by_id, task.outcome) == (zhou.id, opened.number)
    assert (opened.kind, opened.customer_id) == (ComplaintKind.COMPLAINT, task.subject_id)
    assert "1 Very dissatisfied" in opened.description
    with pytest.raises(feedback.AlreadyRegistered, match=opened.number):
        feedback.open_complaint(session, zhou, row.id)


def test_a_stranger_registers_nothing(session, zhou, xu, answered):
    row = answered(CustomerAnswer(values={"overall": 1}))

    with pytest.raises(NotFound):
        feedback.open_complaint(session, xu, row.id)


def test_the_numbers_that_are_low_can_be_changed(session, chen, zhou, answered):
    rulebook.change(session, chen, replace(AskingPolicy(), low_score=3), reason="从严", seen_version=0)

    answered(CustomerAnswer(values={"overall": 3}))

    assert len(looked_into(session)) == 1


def test_what_came_of_an_answer_is_seen_beside_it(session, chen, zhou, answered):
    row = answered(POOR)
    tasks.finish(session, zhou, row.task_id, outcome="已致电道歉")

    (line,) = surveys.answer_lines(session, chen, of=surveys.Slice(campaign_id=row.campaign_id))

    assert (line.follow.is_done, line.follow.outcome, line.follow.kind) == (
        True,
        "已致电道歉",
        ComplaintKind.SUGGESTION,
    )
