"""Complaints one can stand on: bare rows for what is about their clocks and files, not about registering them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from auth.actor import Actor
from care.complaints import clocks
from core import clock
from db.models import Complaint, ComplaintCategory, Customer, Medium
from tests.conftest import MONDAY_TEN, _transaction


@pytest.fixture
def a_complaint() -> Callable[..., Complaint]:
    """Make a complaint whose clocks run: a_complaint(wang, handler=he, severity=Severity.MAJOR)."""

    def make(customer: Customer | None = None, *, handler: Actor | None = None, **columns: Any) -> Complaint:
        given: dict[str, Any] = {
            "number": f"TS-{uuid4().hex[:10]}",
            "received_at": MONDAY_TEN,
            "channel": Medium.PHONE,
            "category": ComplaintCategory.QUALITY,
            "description": "包装破损",
        }
        with _transaction() as opened:
            row = Complaint(**(given | columns))
            row.customer_id = customer.id if customer else None
            if handler is not None:
                row.handler_id, row.team_id = handler.id, columns.get("team_id", handler.team_id)
            opened.add(row)
            opened.flush()
            clocks.start(opened, row)
            return row

    return make


@pytest.fixture
def later() -> Callable[..., datetime]:
    """Let time pass: later(hours=2). The world's fixture puts the clock back."""

    def pass_(**span: float) -> datetime:
        clock.freeze(clock.now() + timedelta(**span))
        return clock.now()

    return pass_
