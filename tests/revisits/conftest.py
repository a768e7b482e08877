"""Visits as the tests plan, look up and make them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from care import revisits
from care.interactions import NewInteraction
from care.revisits import VisitReport
from core import clock
from db import session as database
from db.models import Customer, Direction, Medium, Outcome, Revisit, VisitState

TODAY = date(2026, 3, 9)


def open_visit(customer: Customer | int) -> Revisit:
    (found,) = visits(customer, VisitState.OPEN)
    return found


def visits(customer: Customer | int, *states: VisitState) -> list[Revisit]:
    """Of these states, or of all; the earliest made first."""
    id_ = customer if isinstance(customer, int) else customer.id
    with database.reading() as session:
        mine = select(Revisit).where(Revisit.customer_id == id_).order_by(col(Revisit.id))
        return [row for row in session.exec(mine) if not states or row.state in states]


def said(words: str = "一切正常", outcome: Outcome = Outcome.CONNECTED, at: datetime | None = None) -> NewInteraction:
    return NewInteraction(Medium.PHONE, Direction.OUTBOUND, outcome, words, at=at)


def made(words: str = "一切正常", **details) -> VisitReport:
    return VisitReport(said(words), **details)


@pytest.fixture
def planned(lin, a_customer) -> Callable[..., Customer]:
    """A customer of 林静's with a visit that is due today."""

    def make(name: str = "王芳", *, owner=lin, since: int = 90, **columns) -> Customer:
        created = clock.now() - timedelta(days=since)
        customer: Customer = a_customer(name, owner=owner, created_at=created, **columns)
        revisits.plan_all()
        return customer

    return make
