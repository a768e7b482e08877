"""Complaints as rows with a history, and the moves of a corrective action by name."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from auth.actor import Actor
from care import causes
from care.causes import NewAction, NewCause
from core import clock
from db.models import (
    CauseCategory,
    Complaint,
    ComplaintCategory,
    ComplaintState,
    CorrectiveAction,
    Customer,
    Medium,
    RootCause,
)
from tests.conftest import _transaction

SUPPLIER = NewCause(CauseCategory.SUPPLIER, words="The seals of batch 12 leak.")
NEXT_WEEK = date(2026, 3, 16)


@pytest.fixture
def a_complaint(a_customer) -> Callable[..., Complaint]:
    """Make a bare complaint: a_complaint(handler=he, days_ago=3). For history, not for testing intake."""

    def make(*, customer: Customer | None = None, handler: Actor | None = None, **columns: Any) -> Complaint:
        days_ago = columns.pop("days_ago", 0)
        whose = customer or a_customer()
        with _transaction() as opened:
            row = Complaint(
                number=columns.pop("number", f"TS-202603-{uuid4().int % 10**12:012d}"),
                customer_id=whose.id,
                received_at=columns.pop("received_at", clock.now() - timedelta(days=days_ago)),
                channel=Medium.PHONE,
                category=columns.pop("category", ComplaintCategory.QUALITY),
                description=columns.pop("description", "It leaks."),
                state=columns.pop("state", ComplaintState.INVESTIGATING),
                **columns,
            )
            if handler is not None:
                row.handler_id, row.team_id = handler.id, row.team_id or handler.team_id
            opened.add(row)
            opened.flush()
            return row

    return make


@pytest.fixture
def caused(a_complaint) -> Callable[..., Complaint]:
    """A complaint whose cause was found: caused(CauseCategory.SUPPLIER, days_ago=3). As a row: nothing is proposed."""

    def make(cause: CauseCategory = CauseCategory.SUPPLIER, **columns: Any) -> Complaint:
        escape = columns.pop("escape", None)
        complaint: Complaint = a_complaint(**columns)
        with _transaction() as opened:
            found = RootCause(
                complaint_id=complaint.id, category=cause, words="Found.", escape=escape, found_at=clock.now()
            )
            opened.add(found)
            opened.flush()
        return complaint

    return make


@pytest.fixture
def an_action(session, zhou, he, lin, a_complaint) -> Callable[..., CorrectiveAction]:
    """Planned by 周凯 for 林静, on a complaint that 何敏 handles."""

    def make(*, owner: Actor | None = None, complaint: Complaint | None = None, due_on: date = NEXT_WEEK) -> Any:
        about = complaint or a_complaint(handler=he, team_id=zhou.team_id)
        if about.team_id is None:
            about.team_id = zhou.team_id
            session.flush()
        action = NewAction("Change the supplier of seals", (owner or lin).id or 0, due_on)
        return causes.plan_action(session, zhou, about.id, action=action)

    return make
