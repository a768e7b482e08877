"""A visit on a day that a person chose, for a customer who has none open."""

from datetime import date

from sqlmodel import Session

from care.revisits.cadence import Due
from care.revisits.settling import cadence_in_force, new_visit
from care.revisits.standing import since, standings
from db import dialect
from db.models import Revisit, VisitCause


def place(session: Session, customer_id: int, on: date) -> None:
    """Nothing, for a customer who is on no plan."""
    session.flush()
    cadence = cadence_in_force(session)
    for row in standings(session, cadence, [customer_id]):
        if row.why_not is None and row.visit_id is None:
            at, _has_history = since(session, [row])[customer_id]
            due = Due(on, cadence.policy.grace(row.cycle), at, row.cycle)
            visit = new_visit(row, due, on, cause=VisitCause.MANUAL, is_fixed=True)
            dialect.insert_new(session, Revisit, [visit])
