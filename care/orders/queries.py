"""A customer's orders, page by page."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import orders_visible_to
from core.errors import NotFound
from db.models import Order, OrderLine, OrderStatus

PER_PAGE = 20


@dataclass(frozen=True)
class OrderRow:
    id: int
    number: str
    ordered_on: date
    amount_cents: int
    refund_cents: int
    status: OrderStatus
    currency: str
    payment: str
    store: str
    note: str


@dataclass(frozen=True)
class OrderPage:
    rows: tuple[OrderRow, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Line:
    item: str
    sku: str
    quantity: float
    price_cents: int | None
    amount_cents: int


def orders_of(session: Session, actor: Actor, customer_id: int, *, page: int = 1) -> OrderPage:
    """The customer's orders, the newest first."""
    theirs = col(Order.customer_id) == customer_id, orders_visible_to(actor)
    total = session.exec(select(func.count()).select_from(Order).where(*theirs)).one()
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), pages)
    rows = session.exec(
        select(Order)
        .where(*theirs)
        .order_by(col(Order.ordered_on).desc(), col(Order.id).desc())
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE)
    )
    return OrderPage(tuple(_row(order) for order in rows), total, page, pages)


def lines_of(session: Session, actor: Actor, order_id: int) -> tuple[Line, ...]:
    """What was in the order; empty when it was written down without lines."""
    actor.require(Permission.ORDER_READ)
    seen = select(col(Order.id)).where(col(Order.id) == order_id, orders_visible_to(actor))
    if session.exec(seen).first() is None:
        raise NotFound
    rows = session.exec(
        select(OrderLine).where(col(OrderLine.order_id) == order_id).order_by(col(OrderLine.position)).limit(500)
    )
    return tuple(Line(row.item, row.sku, row.quantity, row.price_cents, row.amount_cents) for row in rows)


def _row(order: Order) -> OrderRow:
    return OrderRow(
        order.id,
        order.number,
        order.ordered_on,
        order.amount_cents,
        order.refund_cents,
        order.status,
        order.currency,
        order.payment,
        order.store,
        order.note,
    )
