"""The world of events: a thank-you event this afternoon, and customers who agreed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from auth.actor import SYSTEM, Actor
from care import events, privacy
from care.events import NewEvent
from core import clock
from db import session as database
from db.models import (
    Attendee,
    AttendeeState,
    ConsentPurpose,
    ConsentStatus,
    Customer,
    EventKind,
    Notice,
    Task,
)


def attempt_as(actor: Actor, command: Callable[..., Any], *args: Any, **details: Any) -> Any:
    """In a transaction of its own."""
    return database.attempt(lambda session: command(session, actor, *args, **details))


def asked(actor: Actor, query: Callable[..., Any], *args: Any, **details: Any) -> Any:
    with database.reading() as session:
        return query(session, actor, *args, **details)


def new_event(*, days: int = 0, **details: Any) -> NewEvent:
    """In four hours, or so many days later."""
    start = clock.now() + timedelta(days=days, hours=4)
    plain = {"place": "西湖茶室", "capacity": 3, "cost_cents": 3_000_00}
    return NewEvent("春茶答谢会", EventKind.THANKS, start, start + timedelta(hours=3), **(plain | details))  # type: ignore[arg-type]


def standing(event_id: int) -> dict[int, AttendeeState]:
    """By customer."""
    with database.reading() as session:
        rows = session.exec(select(Attendee).where(col(Attendee.event_id) == event_id)).all()
        return {row.customer_id: row.state for row in rows}


def line_of(event_id: int, customer: Customer) -> int:
    with database.reading() as session:
        pair = (col(Attendee.event_id) == event_id, col(Attendee.customer_id) == customer.id)
        return session.exec(select(Attendee.id).where(*pair)).one()


def open_tasks() -> list[tuple[int | None, int | None]]:
    """Of each: whose it is and about which customer."""
    with database.reading() as session:
        still = (col(Task.done_at).is_(None), col(Task.cancelled_at).is_(None))
        rows = session.exec(select(Task).where(*still).order_by(col(Task.id))).all()
        return [(row.assignee_id, row.subject_id) for row in rows]


def told(actor: Actor) -> list[str]:
    with database.reading() as session:
        return list(session.exec(select(Notice.kind).where(col(Notice.user_id) == actor.id)))


@pytest.fixture
def agreed(a_customer) -> Callable[..., Customer]:
    """A customer who agreed to be cared for, or to something else."""

    def make(name: str = "王芳", *, purpose: ConsentPurpose = ConsentPurpose.CARE, **columns: Any) -> Customer:
        customer: Customer = a_customer(name, **columns)
        with database.transaction() as session:
            privacy.record_consent(session, SYSTEM, customer.id, purpose=purpose, status=ConsentStatus.GIVEN,
                                   channel="form", evidence="表单")  # fmt: skip
        return customer

    return make


@pytest.fixture
def party(he) -> int:
    """A thank-you event of 何敏's this afternoon, three seats."""
    made: int = attempt_as(he, events.plan_event, event=new_event()).id
    return made


@pytest.fixture
def wang(agreed, lin) -> Customer:
    made: Customer = agreed("王芳", owner=lin)
    return made
