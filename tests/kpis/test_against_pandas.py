"""Every number of random worlds, counted a second time from the bare orders and in another way."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from auth.actor import SYSTEM
from care import kpis, orders
from care.kpis import Kpi
from db.models import Customer, Order, OrderStatus

FIRST, LAST = date(2023, 1, 1), date(2026, 3, 9)
days = st.dates(FIRST, LAST)
purchases = st.lists(
    st.tuples(days, st.integers(0, 10_000), st.integers(0, 500), st.sampled_from(list(OrderStatus))), max_size=6
)


def _live(session: Session, firm: list[list[tuple[date, int, int, OrderStatus]]]) -> pd.DataFrame:
    bought = []
    for place, history in enumerate(firm):
        customer = Customer(number=str(place), name="x", name_key="x", created_at=datetime(2020, 1, 1, tzinfo=UTC))
        session.add(customer)
        session.flush()
        for step, (day, cents, refund, status) in enumerate(history):
            moment = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
            facts: dict[str, Any] = {
                "customer_id": customer.id,
                "ordered_on": day,
                "amount_cents": cents,
                "refund_cents": refund,
            }
            session.add(Order(number=f"{place}-{step}", ordered_at=moment, status=status, currency="CNY", **facts))
            bought.append({**facts, "status": status})
    orders.refresh_purchases(session)
    table = pd.DataFrame(bought, columns=["customer_id", "ordered_on", "amount_cents", "refund_cents", "status"])
    return table[table.status == OrderStatus.VALID]


def _active(valid: pd.DataFrame, day: date) -> set[int]:
    inside = (valid.ordered_on < day) & (valid.ordered_on >= day - timedelta(days=365))
    return set(valid[inside].customer_id)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(firm=st.lists(purchases, max_size=12), first=days, length=st.integers(0, 400))
def test_the_figures_agree_with_a_second_count(session, firm, first, length):
    with session.begin_nested() as savepoint:
        valid = _live(session, firm)
        period = kpis.custom(first, min(first + timedelta(days=length), LAST))
        found = kpis.figures(session, SYSTEM, period=period)

        start, end = period.start, period.end
        inside = valid[(valid.ordered_on >= start) & (valid.ordered_on < end)]
        firsts = valid.groupby("customer_id").ordered_on.min()
        before, after = _active(valid, start), _active(valid, end)
        growth = found[Kpi.GROWTH].now

        assert (growth.denominator, growth.numerator) == (len(before), len(after) - len(before))
        assert growth.n == len(before | after)
        assert growth.value == ((len(after) - len(before)) / len(before) if before else None)
        assert found[Kpi.ACTIVE].now.value == len(after)
        assert found[Kpi.NEW].now.value == sum(start <= day < end for day in firsts)
        assert found[Kpi.REVENUE].now.n == len(inside)
        assert found[Kpi.REVENUE].now.value == int((inside.amount_cents - inside.refund_cents).sum())
        assert [month.value for month in found[Kpi.ACTIVE].months] == [
            len(_active(valid, month.end)) for month in found[Kpi.ACTIVE].months
        ]
        savepoint.rollback()
    session.expunge_all()
