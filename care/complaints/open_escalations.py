"""What was escalated and waits for an answer, for whoever has to give it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.complaints.escalation import ANSWERED_BY, CLOCK_OF, Cause
from care.countdown import Level
from db import dialect
from db.models import Clock, Complaint, Customer, Escalation, Severity, User

_READ = 1000
SHOWN = 20


@dataclass(frozen=True)
class OpenEscalation:
    """The highest level of one complaint and clock that nobody has acknowledged."""

    id: int
    complaint_id: int
    number: str
    customer: str
    severity: Severity
    cause: Cause
    level: Level
    fired_at: datetime
    handler: str


@dataclass(frozen=True)
class OpenEscalations:
    rows: tuple[OpenEscalation, ...]
    """The highest level first, then the oldest."""
    total: int


def open_escalations(session: Session, actor: Actor) -> OpenEscalations:
    """Of open complaints: reminders of running clocks for the handler, everything above for whoever answers there."""
    actor.require(Permission.COMPLAINT_HANDLE)
    highest: dict[tuple[int, str], OpenEscalation] = {}
    # From the open complaints, however many escalations of closed ones nobody ever acknowledged.
    rows = session.execute(dialect.by_index(_waiting(actor), Complaint, "ix_complaints_open"))
    for id_, complaint_id, number, customer, reporter, severity, cause, level, at, handler in rows:
        clock = complaint_id, CLOCK_OF.get(Cause(cause), cause)
        if clock not in highest:
            who = customer or reporter
            row = OpenEscalation(
                id_, complaint_id, number, who, severity, Cause(cause), Level(level), at, handler or ""
            )
            highest[clock] = row
    return OpenEscalations(tuple(highest.values())[:SHOWN], len(highest))


def _waiting(actor: Actor) -> Any:
    columns: list[Any] = [
        Escalation.id, Escalation.complaint_id, Complaint.number, Customer.name, Complaint.reporter_name,
        Complaint.severity, Escalation.cause, Escalation.level, Escalation.fired_at, User.name,
    ]  # fmt: skip
    return (
        select(*columns)
        .join(Complaint, col(Complaint.id) == col(Escalation.complaint_id))
        .outerjoin(Customer, col(Customer.id) == col(Complaint.customer_id))
        .outerjoin(User, col(User.id) == col(Complaint.handler_id))
        .where(
            col(Complaint.closed_at).is_(None),
            col(Escalation.acknowledged_at).is_(None),
            col(Escalation.cycle) == col(Complaint.cycle),
            _for(actor),
        )
        .order_by(col(Escalation.level).desc(), col(Escalation.fired_at), col(Escalation.id))
        .limit(_READ)
    )


def _for(actor: Actor) -> ColumnElement[bool]:
    level = col(Escalation.level)
    found: ColumnElement[bool] = and_(level == int(Level.HANDLER), col(Complaint.handler_id) == actor.id, ~_is_met())
    for answered, permission in ANSWERED_BY.items():
        if answered > Level.HANDLER and actor.may(permission):
            found = or_(found, and_(level == int(answered), complaints_visible_to(actor, permission)))
    return found


def _is_met() -> ColumnElement[bool]:
    """Nobody is reminded of a clock that has stopped."""
    stopped = and_(
        col(Clock.complaint_id) == col(Escalation.complaint_id),
        col(Clock.cycle) == col(Escalation.cycle),
        col(Clock.stopped_at).is_not(None),
    )
    named = [and_(col(Escalation.cause) == cause.value, col(Clock.kind) == kind) for cause, kind in CLOCK_OF.items()]
    return exists().where(stopped, or_(*named))
