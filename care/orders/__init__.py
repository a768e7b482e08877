"""Orders: what customers bought, and what their files keep of it."""

from care.orders.summary import refresh_purchases

__all__ = ["refresh_purchases"]
