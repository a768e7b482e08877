"""Orders: what customers bought, and what their files keep of it."""

from care.orders.breaks import ACTIVE_DAYS
from care.orders.summary import refresh_purchases

__all__ = ["ACTIVE_DAYS", "refresh_purchases"]
