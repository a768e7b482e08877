"""Bare rows of visits, for history and for what stands on a calendar; not for testing how they are planned."""

from datetime import date, timedelta
from typing import Any

from core import clock
from db import session as database
from db.models import Customer, Revisit, VisitState


def a_visit(customer: Customer, on: date, *, state: VisitState = VisitState.OPEN, **columns: Any) -> Revisit:
    """Of the customer's owner, due on the day it stands on; over, it ended on that day."""
    due = columns.pop("due_on", on)
    over = {} if state is VisitState.OPEN else {"done_on": on, "done_at": clock.start_of(on) + timedelta(hours=10)}
    fields = {"assignee_id": customer.owner_id, "team_id": customer.team_id, **over, **columns}
    with database.transaction() as session:
        visit = Revisit(
            customer_id=customer.id, state=state, due_on=due, planned_on=on, grace_days=6,
            latest_on=due + timedelta(days=6), since_at=clock.now(), cycle_days=30, **fields,
        )  # fmt: skip
        session.add(visit)
        session.flush()
        return visit
