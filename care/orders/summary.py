"""What a customer's file keeps of their orders, recomputed from the orders themselves."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from care import rulebook
from care.customers import LifecyclePolicy, hold, purchases
from care.orders.breaks import breaks, keep_breaks
from db import bulk
from db.models import Customer, Order, OrderStatus

_AT_ONCE = 5_000
_FACTS = (
    "first_order_on",
    "last_order_on",
    "third_last_order_on",
    "usual_gap_days",
    "lapses_on",
    "order_count",
    "revenue_cents",
)
# Not an ORM update: a purchase is no edit of the file, so neither its version nor its date of change moves.
_RESET = """UPDATE customers SET first_order_on = NULL, last_order_on = NULL, third_last_order_on = NULL,
    usual_gap_days = NULL, lapses_on = NULL, order_count = 0, revenue_cents = 0
    WHERE order_count > 0 AND NOT EXISTS (SELECT 1 FROM orders
        WHERE orders.customer_id = customers.id AND orders.status = 'valid')"""


def refresh_purchases(
    session: Session, customer_ids: Iterable[int] | None = None, policy: LifecyclePolicy | None = None
) -> None:
    """Bring the purchase facts of these customers, or of all, in step with their orders.

    Only valid orders count; revenue is their amounts less refunds. When they lapse goes by the numbers in force.
    """
    policy = policy or rulebook.in_force(session, LifecyclePolicy)
    session.flush()
    if customer_ids is None:
        session.execute(text(_RESET))
        _keep(session, None, policy)
    else:
        ids = iter(sorted(set(customer_ids)))
        while some := list(islice(ids, _AT_ONCE)):
            hold(session, some)
            session.execute(text(f"{_RESET} AND {bulk.one_of('id', some)}"))
            _keep(session, some, policy)
    _forget_loaded(session)


def _keep(session: Session, customer_ids: list[int] | None, policy: LifecyclePolicy) -> None:
    # On the statement, not on the connection, which would keep it: PostgreSQL then opens a cursor for a DELETE too.
    rows = session.connection().execute(_purchase_days(customer_ids), execution_options={"yield_per": 10_000})
    collected: list[tuple[Any, ...]] = []
    silences: list[dict[str, Any]] = []
    for id_, group in groupby(rows, key=itemgetter(0)):
        days = [tuple(day) for day in group]
        collected.append(_facts(id_, days, policy))
        silences += breaks(id_, [day[1] for day in days])
    keep_breaks(session, customer_ids, silences)
    bulk.update_rows(session, "customers", ("id", *_FACTS), collected)


def _purchase_days(customer_ids: list[int] | None) -> Any:
    """One row a customer and day, in order."""
    customer, day = col(Order.customer_id), col(Order.ordered_on)
    orders, revenue = func.count(), func.sum(col(Order.amount_cents) - col(Order.refund_cents))
    query = select(customer, day, orders, revenue).where(col(Order.status) == OrderStatus.VALID)
    if customer_ids is not None:
        query = query.where(text(bulk.one_of("customer_id", customer_ids)))
    return query.group_by(customer, day).order_by(customer, day)


def _facts(customer_id: int, days: Sequence[tuple[Any, ...]], policy: LifecyclePolicy) -> tuple[Any, ...]:
    bought = purchases([day for _id, day, _orders, _revenue in days], policy)
    return (
        customer_id,
        _iso(bought.first_on),
        _iso(bought.last_on),
        _iso(bought.third_last_on),
        bought.usual_gap,
        _iso(bought.lapses_on),
        sum(day[2] for day in days),
        int(sum(day[3] for day in days)),  # PostgreSQL sums to a Decimal
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _forget_loaded(session: Session) -> None:
    for row in list(session.identity_map.values()):
        if isinstance(row, Customer):
            session.expire(row, _FACTS)
