"""What waits for a decision that only this person may make: serious cases to close, time that was asked for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.complaints.powers import DECIDERS
from db import dialect
from db.models import Complaint, ComplaintState, Customer, Extension, Severity

SHOWN = 20


class Wanted(StrEnum):
    CLOSING = "closing"
    MORE_TIME = "more_time"


@dataclass(frozen=True)
class AwaitingDecision:
    complaint_id: int
    number: str
    customer: str
    wanted: Wanted
    since: datetime


def awaiting_decision(session: Session, actor: Actor) -> tuple[AwaitingDecision, ...]:
    """Of open complaints within reach, what was asked first; never what the actor handles or asked for."""
    actor.require(Permission.COMPLAINT_HANDLE)
    if not actor.may(Permission.COMPLAINT_APPROVE):
        return ()
    severities = [severity for severity, permission in DECIDERS.items() if actor.may(permission)]
    asked = and_(
        col(Extension.complaint_id) == col(Complaint.id),
        col(Extension.cycle) == col(Complaint.cycle),
        col(Extension.is_approved).is_(None),
    )
    query = (
        _selected()
        .outerjoin(Extension, asked)
        .where(
            col(Complaint.closed_at).is_(None),
            complaints_visible_to(actor, Permission.COMPLAINT_APPROVE),
            or_(_to_close(actor, severities), col(Extension.asked_by_id) != actor.id),
        )
    )
    rows = session.execute(dialect.by_index(query, Complaint, "ix_complaints_open"))
    found = (_row(*row) for row in rows)
    return tuple(sorted(found, key=lambda one: one.since)[:SHOWN])


def _selected() -> Any:
    columns: Any = (
        Complaint.id, Complaint.number, Customer.name, Complaint.reporter_name, Complaint.proposed_at,
        Complaint.received_at, Extension.asked_at,
    )  # fmt: skip
    return select(*columns).select_from(Complaint).outerjoin(Customer, col(Customer.id) == col(Complaint.customer_id))


def _to_close(actor: Actor, severities: list[Severity]) -> Any:
    is_anothers = or_(col(Complaint.handler_id).is_(None), col(Complaint.handler_id) != actor.id)
    is_proposed = col(Complaint.state) == ComplaintState.PROPOSED
    return and_(is_proposed, col(Complaint.severity).in_(severities), is_anothers)


def _row(
    id_: int,
    number: str,
    customer: str | None,
    reporter: str,
    proposed_at: datetime | None,
    received_at: datetime,
    asked_at: datetime | None,
) -> AwaitingDecision:
    wanted = Wanted.MORE_TIME if asked_at else Wanted.CLOSING
    return AwaitingDecision(id_, number, customer or reporter, wanted, asked_at or proposed_at or received_at)
