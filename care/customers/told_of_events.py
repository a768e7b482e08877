"""The events a customer was invited to or came to."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from auth.actor import Actor
from care.customers.event import Event
from db.models import Attendee, AttendeeState, CustomerEvent


def events(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    """Of when they came; else of when they were invited."""
    rows = session.exec(
        select(Attendee, CustomerEvent)
        .join(CustomerEvent, col(CustomerEvent.id) == col(Attendee.event_id))
        .where(col(Attendee.customer_id) == customer_id)
        .order_by(col(Attendee.id).desc())
        .limit(limit)
    )
    told = [
        Event(
            event.starts_at if line.state is AttendeeState.ATTENDED else line.invited_at or event.starts_at,
            "event", "", {"id": event.id, "name": event.name, "state": line.state, "starts_at": event.starts_at},
        )
        for line, event in rows
    ]  # fmt: skip
    return sorted(told, key=lambda event: event.at, reverse=True)
