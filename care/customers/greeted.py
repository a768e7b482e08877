"""What a customer was wished, for the story of the file."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db.models import Greeting, GreetingState, User

_TOLD = ("occasion", "about", "years", "medium")


def greetings_sent(session: Session, customer_id: int, limit: int) -> Iterator[tuple[datetime, str, dict[str, Any]]]:
    """When, by whom, and what it was; what was skipped or called off is no event of the customer's."""
    rows = session.exec(
        select(Greeting, col(User.name))
        .outerjoin(User, col(User.id) == col(Greeting.done_by_id))
        .where(col(Greeting.customer_id) == customer_id, col(Greeting.state) == GreetingState.SENT)
        .order_by(col(Greeting.done_at).desc(), col(Greeting.id).desc())
        .limit(limit)
    )
    for row, by in rows:
        if row.done_at is not None:
            yield row.done_at, by or "", {name: getattr(row, name) for name in _TOLD}
