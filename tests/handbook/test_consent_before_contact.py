"""Whether somebody was contacted without consent is told by what was so on that day."""

from datetime import timedelta

import pytest

from care import handbook, orders
from care.kpis import month_of
from core import clock
from db.models import Interaction, Lead, LeadOrigin, Medium
from tests.conftest import MONDAY_TEN


@pytest.fixture
def wang(session, book, zhou, lin, a_customer):
    """王芳, who was called on Monday at ten and has agreed to nothing."""
    customer = a_customer("王芳", owner=lin)
    session.add(Interaction(customer_id=customer.id, at=MONDAY_TEN, by_id=lin.id, medium=Medium.PHONE))
    session.flush()
    clock.freeze(MONDAY_TEN + timedelta(days=3))
    return customer


def came_as_a_lead(session, customer, at):
    wang = {"name": "王芳", "name_key": "王芳", "customer_id": customer.id}
    session.add(Lead(number=f"XS-{at:%d%H}", origin=LeadOrigin.FORM, received_at=at, **wang))
    session.flush()


def breaches(session, actor):
    check, known = handbook.catalogue()["consent_before_contact"], handbook.names(session)
    return handbook.compliance(session, actor, check, {}, period=month_of(clock.today()), known=known).rate.breaches


def test_what_was_bought_afterwards_excuses_no_earlier_call(session, wang, zhou, an_order):
    an_order(wang, on=clock.today())
    orders.refresh_purchases(session)

    assert breaches(session, zhou) == 1


def test_whoever_had_bought_by_then_may_be_called(session, wang, zhou, an_order):
    an_order(wang, on=MONDAY_TEN.date() - timedelta(days=1))
    orders.refresh_purchases(session)

    assert breaches(session, zhou) == 0


def test_whoever_came_as_a_lead_before_wanted_to_be_called(session, wang, zhou):
    came_as_a_lead(session, wang, MONDAY_TEN + timedelta(hours=1))
    assert breaches(session, zhou) == 1

    came_as_a_lead(session, wang, MONDAY_TEN - timedelta(hours=1))
    assert breaches(session, zhou) == 0
