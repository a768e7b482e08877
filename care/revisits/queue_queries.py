"""The queue: which visit is next, and which stand behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.revisits.due_queries import reached
from core import clock
from db.models import Customer, CustomerKind, Revisit, Tier, VisitCause

SHOWN = 20


@dataclass(frozen=True)
class QueueLine:
    revisit_id: int
    customer_id: int
    name: str
    kind: CustomerKind
    tier: Tier
    cause: VisitCause
    planned_on: date
    latest_on: date
    attempts: int


@dataclass(frozen=True)
class Queue:
    """What is to be visited by today, the longest due first."""

    lines: tuple[QueueLine, ...]
    overdue: int
    today: int

    @property
    def total(self) -> int:
        return self.overdue + self.today


def queue(session: Session, actor: Actor, *, only_own: bool = True) -> Queue:
    """Of the actor's own visits, or of all that the actor may make: the team's, the firm's."""
    actor.require(Permission.REVISIT_WORK)
    today, on = clock.today(), col(Revisit.planned_on)
    due = reached(actor, only_own=only_own) & (on <= today)
    counted: Any = select(on < today, func.count()).where(due).group_by(on < today)
    counts = {bool(is_overdue): n for is_overdue, n in session.exec(counted)}
    columns: Any = (
        col(Revisit.id), col(Customer.id), col(Customer.name), col(Customer.kind), col(Customer.tier),
        col(Revisit.cause), on, col(Revisit.latest_on), col(Revisit.attempts),
    )  # fmt: skip
    query = select(*columns).join(Customer, col(Customer.id) == col(Revisit.customer_id)).where(due)
    rows = session.exec(query.order_by(on, col(Revisit.customer_id)).limit(SHOWN))
    return Queue(tuple(QueueLine(*row) for row in rows), counts.get(True, 0), counts.get(False, 0))
