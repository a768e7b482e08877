"""Writing down what a customer bought, and what became of it."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to, orders_visible_to
from care import revisits, surveys
from care.customers import hold
from care.orders.summary import refresh_purchases
from core import clock
from core.errors import Invalid, NotFound
from core.i18n import _
from core.settings import settings
from db.models import Customer, Order, OrderLine, OrderStatus

_MOST_CENTS = 10**13


@dataclass(frozen=True)
class NewLine:
    item: str
    quantity: float = 1
    price_cents: int | None = None
    amount_cents: int = 0
    sku: str = ""


@dataclass(frozen=True)
class NewOrder:
    """As written down by hand; with lines, the amount may be left to their sum."""

    ordered_on: date
    amount_cents: int | None = None
    number: str = ""
    payment: str = ""
    store: str = ""
    note: str = ""
    lines: tuple[NewLine, ...] = ()


def record_order(session: Session, actor: Actor, customer_id: int, *, order: NewOrder) -> Order:
    """Write down one order; the customer's purchase facts follow."""
    actor.require(Permission.ORDER_WRITE)
    _see(session, actor, customer_id)
    hold(session, [customer_id])
    amount = _checked(session, order)

    row = Order(
        number=order.number.strip() or f"-{uuid4().hex}",
        customer_id=customer_id,
        ordered_at=clock.start_of(order.ordered_on),
        ordered_on=order.ordered_on,
        amount_cents=amount,
        currency=settings().currency,
        payment=order.payment.strip()[:40],
        store=order.store.strip()[:60],
        note=order.note.strip()[:2000],
    )
    session.add(row)
    session.flush()
    if not order.number.strip():
        row.number = _free_number(session, row.id)
    session.add_all(_line(row.id, place, line) for place, line in enumerate(order.lines, start=1))
    refresh_purchases(session, [customer_id])
    revisits.replan(session, customer_id)
    surveys.ask_after_order(session, row)
    audit.record(session, actor, "order.recorded", row, detail={"customer": customer_id})
    return row


def change_order(
    session: Session, actor: Actor, order_id: int, *, status: OrderStatus, refund_cents: int | None = None
) -> Order:
    """Cancel it, refund it whole or in part, or make it valid again."""
    actor.require(Permission.ORDER_WRITE)
    query = select(Order).where(col(Order.id) == order_id, orders_visible_to(actor, Permission.ORDER_WRITE))
    order = session.exec(query.with_for_update()).first()
    if order is None:
        raise NotFound
    hold(session, [order.customer_id])
    refund = order.refund_cents if refund_cents is None else refund_cents
    if not 0 <= refund <= max(order.amount_cents, 0):
        raise Invalid({"refund": _("A refund is between nothing and the amount of the order.")})

    order.status, order.refund_cents = status, refund
    audit.record(session, actor, "order.changed", order, detail={"customer": order.customer_id})
    refresh_purchases(session, [order.customer_id])
    revisits.replan(session, order.customer_id)
    return order


def _checked(session: Session, order: NewOrder) -> int:
    problems: dict[str, str] = {}
    amount = sum(line.amount_cents for line in order.lines) if order.amount_cents is None else order.amount_cents
    if order.amount_cents is None and not order.lines:
        problems["amount"] = _("Please enter the amount.")
    if not 0 <= amount <= _MOST_CENTS:
        problems["amount"] = _("This amount cannot be right.")
    if order.ordered_on > clock.today():
        problems["ordered_on"] = _("An order cannot be of a day to come.")
    number = order.number.strip()
    if len(number) > 60:
        problems["number"] = _("Please use at most {limit} characters.").format(limit=60)
    if number and session.exec(select(col(Order.id)).where(col(Order.number) == number)).first() is not None:
        problems["number"] = _("There is an order with this number already.")
    if problems:
        raise Invalid(problems)
    return amount


def _free_number(session: Session, order_id: int) -> str:
    number = f"DD-{order_id:06d}"
    taken = session.exec(select(col(Order.id)).where(col(Order.number) == number)).first()
    return number if taken is None else f"{number}-{uuid4().hex[:6]}"


def _line(order_id: int, place: int, line: NewLine) -> OrderLine:
    return OrderLine(
        order_id=order_id,
        position=place,
        sku=line.sku[:60],
        item=line.item[:300],
        quantity=line.quantity,
        price_cents=line.price_cents,
        amount_cents=line.amount_cents,
    )


def _see(session: Session, actor: Actor, customer_id: int) -> None:
    visible = customers_visible_to(actor, Permission.ORDER_WRITE)
    if session.exec(select(col(Customer.id)).where(col(Customer.id) == customer_id, visible)).first() is None:
        raise NotFound
