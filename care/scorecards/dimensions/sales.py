"""What one's own customers bought."""

from sqlmodel import Session, col

from care.kpis import Bounds
from care.scorecards.dimension import Dimension, Facts, Sort
from core.i18n import N_
from db.models import Customer, Order, OrderStatus, Subject


def _orders(_session: Session, span: Bounds) -> tuple[Facts]:
    source = Order.__table__.join(Customer.__table__, col(Customer.id) == col(Order.customer_id))  # type: ignore[attr-defined]
    ours = (
        col(Customer.deleted_at).is_(None),
        # Whoever may have bought then: their files say so, and nobody else's orders are looked for.
        col(Customer.first_order_on) < span.end,
        col(Customer.last_order_on) >= span.start,
        col(Order.status) == OrderStatus.VALID,
        col(Order.ordered_on) >= span.start,
        col(Order.ordered_on) < span.end,
    )
    net = col(Order.amount_cents) - col(Order.refund_cents)
    theirs = (Order, "ix_orders_customer_day")
    return (Facts(source, ours, col(Customer.owner_id), net, col(Customer.id), col(Order.ordered_at), theirs),)


DIMENSION = Dimension(
    "sales",
    N_("Sales"),
    N_("Valid orders of one's own customers in the month less refunds, for each person."),
    Sort.AMOUNT,
    Subject.CUSTOMER,
    _orders,
    weight=15,
    target=20_000,
)
