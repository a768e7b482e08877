"""Orders written down by hand."""

from datetime import date

import pytest
from sqlmodel import select

from care import customers, orders
from core.errors import Invalid, NotAllowed, NotFound
from db.models import AuditEntry, OrderStatus


def bought(day=date(2026, 3, 1), **details):
    return orders.NewOrder(ordered_on=day, **{"amount_cents": 12_000, **details})


def test_an_order_makes_a_new_customer_of_a_potential_one(session, he, a_customer):
    wang = a_customer("王芳")

    orders.record_order(session, he, wang.id, order=bought())

    assert (wang.first_order_on, wang.revenue_cents) == (date(2026, 3, 1), 12_000)
    assert customers.profile(session, he, wang.id).lifecycle == "new"
    assert session.exec(select(AuditEntry.action)).all() == ["order.recorded"]


def test_the_lines_make_the_amount(session, he, a_customer):
    wang = a_customer("王芳")
    lines = (orders.NewLine("龙井", quantity=2, amount_cents=5_000), orders.NewLine("碧螺春", amount_cents=3_000))

    order = orders.record_order(session, he, wang.id, order=bought(amount_cents=None, lines=lines))

    assert order.amount_cents == 8_000
    assert [line.item for line in orders.lines_of(session, he, order.id)] == ["龙井", "碧螺春"]


def test_a_cancelled_order_no_longer_counts(session, he, a_customer):
    wang = a_customer("王芳")
    order = orders.record_order(session, he, wang.id, order=bought())

    orders.change_order(session, he, order.id, status=OrderStatus.CANCELLED)

    assert (wang.order_count, wang.first_order_on) == (0, None)


def test_a_part_given_back_lowers_the_revenue(session, he, a_customer):
    wang = a_customer("王芳")
    order = orders.record_order(session, he, wang.id, order=bought())

    orders.change_order(session, he, order.id, status=OrderStatus.VALID, refund_cents=2_000)

    assert wang.revenue_cents == 10_000
    with pytest.raises(Invalid, match="between nothing and the amount"):
        orders.change_order(session, he, order.id, status=OrderStatus.VALID, refund_cents=12_001)


def test_an_order_cannot_be_of_tomorrow_nor_bear_a_number_twice(session, he, a_customer):
    wang = a_customer("王芳")
    orders.record_order(session, he, wang.id, order=bought(number="D1"))

    with pytest.raises(Invalid) as refused:
        orders.record_order(session, he, wang.id, order=bought(date(2026, 3, 10), number="D1"))

    assert set(refused.value.problems) == {"ordered_on", "number"}


def test_strangers_see_no_order(session, he, lin, xu, a_customer):
    wang = a_customer("王芳", owner=lin)
    order = orders.record_order(session, he, wang.id, order=bought())

    assert orders.orders_of(session, lin, wang.id).total == 1
    assert orders.orders_of(session, xu, wang.id).total == 0
    with pytest.raises(NotFound):
        orders.lines_of(session, xu, order.id)
    with pytest.raises(NotAllowed):
        orders.record_order(session, lin, wang.id, order=bought())
