"""A firm with a February that can be reported on."""

from datetime import date, timedelta

import pytest

from care import kpis, orders, reports
from core import clock
from db import session as database
from db.models import (
    CauseCategory,
    Complaint,
    ComplaintCategory,
    ComplaintState,
    Direction,
    Interaction,
    Medium,
    Outcome,
    RootCause,
)

FEBRUARY = date(2026, 2, 1)


@pytest.fixture
def february(lin, a_customer, an_order) -> None:
    """Forty customers who bought, some twice; complaints with causes; contacts."""
    for number in range(40):
        customer = a_customer(f"客户{number:02d}", owner=lin, region="浙江" if number % 2 else "=SUM(A1)")
        an_order(customer, on=date(2025, 12, 1) + timedelta(days=number), yuan=100 + number)
        if number % 4 == 0:
            an_order(customer, on=date(2026, 2, 3), yuan=50)
        if number % 8 == 0:
            _complained(customer.id, number)
    with database.transaction() as session:
        orders.refresh_purchases(session)
        session.add(_talk(customer.id, lin.id))


def _complained(customer_id: int, number: int) -> None:
    received = clock.start_of(date(2026, 2, 4)) + timedelta(hours=10)
    with database.transaction() as session:
        row = Complaint(
            number=f"TS-{number}", customer_id=customer_id, received_at=received, channel=Medium.PHONE,
            category=ComplaintCategory.QUALITY, description="包装破损", state=ComplaintState.CLOSED,
            closed_at=received + timedelta(hours=30),
        )  # fmt: skip
        session.add(row)
        session.flush()
        cause = CauseCategory.SUPPLIER if number else CauseCategory.PROCESS
        session.add(RootCause(complaint_id=row.id, category=cause, words="供应商", found_at=received))


def _talk(customer_id: int, by_id: int | None) -> Interaction:
    at = clock.start_of(date(2026, 2, 5))
    return Interaction(
        customer_id=customer_id, by_id=by_id, at=at, medium=Medium.WECHAT, direction=Direction.OUTBOUND,
        outcome=Outcome.CONNECTED, summary="问候",
    )  # fmt: skip


@pytest.fixture
def made(february, chen) -> reports.Report:
    """The report of February, made by the owner."""
    with database.transaction() as session:
        row = reports.make(session, chen, period=kpis.month_of(FEBRUARY))
        return reports.report(session, chen, row.id)
