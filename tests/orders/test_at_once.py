"""Several people write at the same moment: the file agrees with its orders, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlmodel import select

from care import customers, orders, privacy
from db import session as database
from db.models import ConsentPurpose, ConsentStatus, Customer, Order, OrderStatus


def at_once(*deeds):
    """Each in a transaction of its own, all begun before any ends."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait()
        with database.transaction() as session:
            deed(session)

    with ThreadPoolExecutor(len(deeds)) as threads:
        list(threads.map(run, deeds))


@pytest.fixture
def wang(a_customer):
    return a_customer("王芳").id


def test_orders_written_down_at_once_are_all_in_the_revenue(he, wang):
    def record(session):
        orders.record_order(session, he, wang, order=orders.NewOrder(date(2026, 3, 1), 100))

    for _again in range(10):
        at_once(record, record, record)

    with database.reading() as session:
        file = session.get_one(Customer, wang)
        assert (file.order_count, file.revenue_cents) == (30, 3_000)


def test_an_order_a_consent_and_the_file_change_at_once(he, wang):
    with database.transaction() as session:
        order_id = orders.record_order(session, he, wang, order=orders.NewOrder(date(2026, 3, 1), 100)).id

    def cancel(session):
        orders.change_order(session, he, order_id, status=OrderStatus.CANCELLED)

    def consent(session):
        purpose, given = ConsentPurpose.CARE, ConsentStatus.GIVEN
        privacy.record_consent(session, he, wang, purpose=purpose, status=given, channel="form", evidence="1")

    def tag(session):
        customers.tag_customer(session, he, wang, tags=["老客户"])

    for _again in range(10):
        at_once(cancel, consent, tag)

    with database.reading() as session:
        file = session.get_one(Customer, wang)
        assert (file.order_count, file.has_consent) == (0, True)
        assert session.exec(select(Order.status)).one() is OrderStatus.CANCELLED
