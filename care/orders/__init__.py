"""Orders: what customers bought, and what their files keep of it."""

from care.orders.breaks import ACTIVE_DAYS
from care.orders.commands import NewLine, NewOrder, change_order, record_order
from care.orders.queries import Line, OrderPage, OrderRow, lines_of, orders_of
from care.orders.summary import refresh_purchases

__all__ = [
    "ACTIVE_DAYS",
    "Line",
    "NewLine",
    "NewOrder",
    "OrderPage",
    "OrderRow",
    "change_order",
    "lines_of",
    "orders_of",
    "record_order",
    "refresh_purchases",
]
