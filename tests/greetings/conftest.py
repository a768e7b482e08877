"""The world of greetings: customers who agreed, and the night's work."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from auth.actor import SYSTEM, Actor
from care import greetings, privacy
from db import session as database
from db.models import (
    ConsentPurpose,
    ConsentStatus,
    Contact,
    Customer,
    Greeting,
    GreetingState,
    Occasion,
)

TODAY = date(2026, 3, 9)


@pytest.fixture
def agrees() -> Callable[..., None]:
    """agrees(customer): to greetings, or to another purpose; or no longer."""

    def write(
        customer: Customer,
        status: ConsentStatus = ConsentStatus.GIVEN,
        *,
        purpose: ConsentPurpose = ConsentPurpose.CARE,
        session: Session | None = None,
    ) -> None:
        proof = {"channel": "form", "evidence": "纸质表单 12 号"}
        if session is not None:
            privacy.record_consent(session, SYSTEM, customer.id, purpose=purpose, status=status, **proof)
            return
        with database.transaction() as opened:
            privacy.record_consent(opened, SYSTEM, customer.id, purpose=purpose, status=status, **proof)

    return write


@pytest.fixture
def wang(a_customer, agrees, lin):
    """王芳 of 林静's, born on 12 March 1988, who agreed to be greeted."""
    customer = a_customer("王芳", owner=lin, birthday=date(1988, 3, 12))
    agrees(customer)
    return customer


@pytest.fixture
def a_contact() -> Callable[..., Contact]:
    def make(customer: Customer, name: str = "赵强", **columns: Any) -> Contact:
        with database.transaction() as session:
            row = Contact(customer_id=customer.id, name=name, **columns)
            session.add(row)
            session.flush()
            return row

    return make


def plan() -> int:
    """The night."""
    with database.transaction() as session:
        return greetings.plan_due(session)


def planned(customer: Customer | None = None) -> list[Greeting]:
    """Every greeting there is, in the order of its days."""
    with database.reading() as session:
        query = select(Greeting).order_by(Greeting.day, Greeting.id)  # type: ignore[arg-type]
        rows = session.exec(query if customer is None else query.where(Greeting.customer_id == customer.id)).all()
        for row in rows:
            session.expunge(row)
        return list(rows)


def states(customer: Customer | None = None) -> list[GreetingState]:
    return [row.state for row in planned(customer)]


def a_greeting_of(customer: Customer, *, day: date = TODAY, **columns: Any) -> int:
    """A planned one, for what is tested after planning."""
    with database.transaction() as session:
        columns = {"occasion": Occasion.BIRTHDAY, **columns}
        row = Greeting(
            key=f"test:{customer.id}:{day}:{columns['occasion']}", customer_id=customer.id, day=day, **columns
        )
        session.add(row)
        session.flush()
        return row.id


def attempt_as(actor: Actor, command: Callable[..., Any], *args: Any, **details: Any) -> Any:
    """In a transaction of its own."""
    with database.transaction() as session:
        return command(session, actor, *args, **details)
