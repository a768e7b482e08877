"""What a customer's file keeps of their orders."""

from datetime import date

from care import orders
from db.models import OrderStatus


def test_the_file_keeps_first_last_and_third_last_purchase_day(session, a_customer, an_order):
    wang = a_customer("王芳")
    for day in (1, 5, 5, 9, 20):
        an_order(wang, on=date(2026, 1, day), yuan=100)

    orders.refresh_purchases(session, [wang.id])

    assert (wang.first_order_on, wang.last_order_on, wang.third_last_order_on) == (
        date(2026, 1, 1),
        date(2026, 1, 20),
        date(2026, 1, 5),
    )
    assert wang.usual_gap_days == 4
    assert (wang.order_count, wang.revenue_cents) == (5, 50_000)


def test_cancelled_and_refunded_orders_count_for_nothing(session, a_customer, an_order):
    wang = a_customer("王芳")
    an_order(wang, on=date(2026, 1, 1), yuan=100, refund_cents=2_000)
    an_order(wang, on=date(2026, 2, 1), yuan=100, status=OrderStatus.CANCELLED)
    an_order(wang, on=date(2026, 2, 2), yuan=100, status=OrderStatus.REFUNDED)

    orders.refresh_purchases(session)

    assert (wang.last_order_on, wang.order_count, wang.revenue_cents) == (date(2026, 1, 1), 1, 8_000)


def test_a_customer_whose_last_valid_order_goes_is_potential_again(session, a_customer, an_order):
    wang, order = (customer := a_customer("王芳")), an_order(customer, on=date(2026, 1, 1))
    orders.refresh_purchases(session, [wang.id])
    order.status = OrderStatus.CANCELLED

    orders.refresh_purchases(session, [wang.id])

    assert (wang.first_order_on, wang.lapses_on, wang.order_count, wang.revenue_cents) == (None, None, 0, 0)


def test_only_the_named_customers_are_touched(session, a_customer, an_order):
    wang, li = a_customer("王芳"), a_customer("李强")
    for customer in (wang, li):
        an_order(customer, on=date(2026, 1, 1))

    orders.refresh_purchases(session, [wang.id])

    assert (wang.order_count, li.order_count) == (1, 0)


def test_a_purchase_is_no_edit_of_the_file(session, a_customer, an_order):
    wang = a_customer("王芳")
    an_order(wang, on=date(2026, 1, 1))
    version = wang.row_version

    orders.refresh_purchases(session, [wang.id])

    assert wang.row_version == version
