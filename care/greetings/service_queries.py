"""What was bought and is due for service: only the customer's last purchase of it counts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from care.greetings.policy import Window
from care.greetings.wanted import Wanted, service_key
from care.privacy import agreed_to
from db.models import ConsentPurpose, Customer, Occasion, Order, OrderLine, OrderStatus, ServiceInterval


def services(session: Session, window: Window) -> Iterator[Wanted]:
    for interval in session.exec(select(ServiceInterval).order_by(col(ServiceInterval.id))).all():
        after = timedelta(days=interval.days)
        last: dict[int, tuple[date, int, str]] = {}
        for customer_id, on, order_id, item in _bought(session, interval.sku, window.first - after):
            last[customer_id] = (on, order_id, item)  # in the order of purchase: a later one takes its place
        for customer_id, (on, order_id, item) in last.items():
            if on + after <= window.last:
                about = f"{interval.name} · {item}"[:120] if item else interval.name
                key = service_key(interval.sku, order_id)
                yield Wanted(key, customer_id, Occasion.SERVICE, on + after, about)


def _bought(session: Session, sku: str, since: date) -> Any:
    columns: Any = (col(Order.customer_id), col(Order.ordered_on), col(Order.id), col(OrderLine.item))
    return session.exec(
        select(*columns)
        .join(OrderLine, col(OrderLine.order_id) == col(Order.id))
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .where(col(Order.ordered_on) >= since, col(Order.status) == OrderStatus.VALID, col(OrderLine.sku) == sku)
        .where(col(Customer.deleted_at).is_(None), agreed_to(ConsentPurpose.SERVICE))
        .order_by(col(Order.ordered_on), col(Order.id))
    )
