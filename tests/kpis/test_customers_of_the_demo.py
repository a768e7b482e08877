"""The numbers about customers of the demo firm, counted a second time in pandas."""

from datetime import timedelta

import pandas as pd
from sqlmodel import col, select

from care import kpis
from care.kpis import Filters
from core import clock
from db.models import Answer, Customer, Invitation, Order, OrderStatus
from tests.kpis.customers_in_pandas import Second
from tests.kpis.test_against_pandas import INTERVALS, compare


def test_the_figures_of_the_demo_agree_with_a_second_count(demo_firm, session):
    second, today = as_pandas(session), clock.today()

    for period in (kpis.month_of(today), kpis.quarter_of(today - timedelta(days=90)), kpis.year_of(today)):
        compare(session, second, period, Filters())


def as_pandas(session):
    told = select(Invitation.customer_id, Answer.score).where(
        col(Answer.invitation_id) == col(Invitation.id), col(Answer.score).is_not(None)
    )
    scores: dict[int | None, int | None] = dict(session.exec(told.order_by(col(Answer.at), col(Answer.id))).all())
    files = [
        (
            row.id,
            clock.local(row.created_at).date(),
            clock.local((row.last_verified_at or row.created_at) + timedelta(days=INTERVALS[row.tier])).date(),
            row.completeness,
            scores.get(row.id),
        )
        for row in session.exec(select(Customer).where(col(Customer.deleted_at).is_(None)))
    ]
    kept = {row[0] for row in files}
    orders = session.exec(select(Order).where(col(Order.status) == OrderStatus.VALID)).all()
    bought = [
        (row.customer_id, row.ordered_on, row.amount_cents - row.refund_cents)
        for row in orders
        if row.customer_id in kept
    ]
    columns = ["customer_id", "known", "stale_from", "completeness", "score"]
    valid = pd.DataFrame(bought, columns=["customer_id", "ordered_on", "cents"])
    return Second(pd.DataFrame(files, columns=columns), valid, clock.today())
