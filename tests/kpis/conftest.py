"""Customers with a history: made with their orders, and their purchase facts in step."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from care import orders
from db.models import Customer

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def a_buyer(session, a_customer, an_order) -> Callable[..., Customer]:
    """a_buyer("王芳", "2026-01-05", "2026-02-01", yuan=120, owner=lin): somebody who bought on these days."""

    def make(name: str, *days: str, yuan: float = 100, **columns: Any) -> Customer:
        columns.setdefault("created_at", LONG_AGO)
        customer: Customer = a_customer(name, **columns)
        for day in days:
            an_order(customer, on=date.fromisoformat(day), yuan=yuan)
        orders.refresh_purchases(session, [customer.id])
        return customer

    return make
