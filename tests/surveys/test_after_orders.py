"""Each completed order asks its buyer once, some days later, if nothing stands against it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from care import customers, feedback, orders, rulebook, surveys
from care.orders import NewOrder
from care.surveys import AskingPolicy, CustomerAnswer
from care.surveys.batches import AT_ONCE
from core import clock
from db import session as database
from db.models import (
    Answer,
    ConsentStatus,
    InvitationPurpose,
    Order,
    OrderStatus,
    OrderSurvey,
    QuestionnaireVersion,
    Task,
)
from tests.surveys.world import invitations, said, token_of


def later(**span):
    clock.freeze(clock.now() + timedelta(**span))


@pytest.fixture
def bought(session, chen, lin, a_customer):
    """An order that was written down just now."""

    def buy(customer=None, *, days_ago=0):
        customer = customer or a_customer("王芳", owner=lin)
        new = NewOrder(ordered_on=clock.today() - timedelta(days=days_ago), amount_cents=100)
        return orders.record_order(session, chen, customer.id, order=new)

    return buy


def outcomes(session):
    return [one.outcome for one in session.exec(select(OrderSurvey)).all()]


def test_the_buyer_is_asked_after_some_days_and_once(session, lin, bought):
    order = bought()
    assert surveys.ask_due(session) == 0
    later(days=3)

    assert surveys.ask_due(session) == 1
    assert surveys.ask_due(session) == 0
    (invitation,) = invitations(session)
    assert (invitation.purpose, invitation.order_id) == (InvitationPurpose.TRANSACTION, order.id)
    (task,) = session.exec(select(Task)).all()
    assert (task.kind, task.assignee_id) == ("survey_link", lin.id)

    token = token_of(surveys.hand_over(session, lin, invitation.id))
    assert task.done_at is not None
    form = surveys.form(session, token)
    assert (form.about_on, form.number) == (order.ordered_on, order.number[-4:])
    feedback.take(session, token, given=CustomerAnswer(values={"overall": 4, "ease": 6}))
    assert session.exec(select(Answer)).one().ces == 6


def test_however_many_bought_all_are_asked_on_that_day(lin, a_customer):
    customer, today = a_customer("王芳", owner=lin), clock.today()
    with database.transaction() as session:
        for n in range(AT_ONCE + 1):
            state = OrderStatus.VALID if n == AT_ONCE else OrderStatus.CANCELLED
            order = Order(
                number=f"D-{n:04d}", customer_id=customer.id, ordered_at=clock.now(), ordered_on=today,
                amount_cents=100, currency="CNY", status=state,
            )  # fmt: skip
            session.add(order)
            session.flush()
            session.add(OrderSurvey(order_id=order.id, customer_id=customer.id, due_at=clock.now()))
            later(seconds=1)

    assert surveys.ask_all() == 1

    with database.reading() as session:
        assert outcomes(session).count("cancelled") == AT_ONCE


def test_the_questions_that_were_sent_stay_as_they_were(session, chen, bought):
    bought()
    later(days=3)
    surveys.ask_due(session)
    (version,) = session.exec(select(QuestionnaireVersion).where(QuestionnaireVersion.used_at == clock.now())).all()

    file = surveys.questionnaire(session, chen, version.questionnaire_id)
    draft = surveys.Draft(file.name.zh, file.name.en, file.kind, file.questions[:1])
    made = surveys.change_questionnaire(session, chen, file.id, draft=draft, seen_version=file.row_version)

    assert (made.number, made.id != version.id) == (2, True)
    assert len(surveys.questionnaire(session, chen, file.id).questions) == 1
    assert version.questions.count('"code"') == 3


@pytest.mark.parametrize("status", [OrderStatus.CANCELLED, OrderStatus.REFUNDED])
def test_an_order_that_came_to_nothing_asks_nobody(session, chen, bought, status):
    order = bought()
    orders.change_order(session, chen, order.id, status=status)
    later(days=3)

    assert surveys.ask_due(session) == 0
    assert outcomes(session) == ["cancelled"]


def test_who_buys_every_week_is_asked_once_a_month(session, chen, lin, bought, a_customer):
    customer = a_customer("王芳", owner=lin)
    for _week in range(4):
        bought(customer)
        later(days=7)
        surveys.ask_due(session)

    assert outcomes(session) == ["to_hand_over", "lately", "lately", "lately"]


def test_who_declined_or_left_or_belongs_to_nobody_is_not_asked(session, chen, lin, bought, a_customer):
    declined, gone, nobodys = a_customer("甲", owner=lin), a_customer("乙", owner=lin), a_customer("丙")
    for customer in (declined, gone, nobodys):
        bought(customer)
    said(session, chen, declined, ConsentStatus.REFUSED)
    customers.remove_customer(session, chen, gone.id, reason="销户")
    later(days=3)

    assert surveys.ask_due(session) == 0
    assert outcomes(session) == ["declined", "customer_gone", "nobody_to_ask"]


def test_an_order_written_down_as_history_asks_nobody(session, bought):
    bought(days_ago=40)

    assert not outcomes(session)


def test_the_firm_may_choose_not_to_ask(session, chen, bought):
    rulebook.change(session, chen, replace(AskingPolicy(), after_orders=False), reason="暂停", seen_version=0)
    bought()

    assert not outcomes(session)
