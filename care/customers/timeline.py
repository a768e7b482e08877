"""Everything that happened with a customer, the newest first: complaints, answers, contacts, orders, consents."""

import heapq
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to, orders_visible_to
from care.customers.event import Event
from care.customers.finding import find
from care.customers.talks import contacts, left_out
from db.models import (
    Answer,
    AuditEntry,
    Complaint,
    Consent,
    Invitation,
    Order,
    TierChange,
    User,
)

PER_PAGE = 20
_FURTHEST = 500
# What the log knows and no table of its own does.
_TOLD_BY_THE_LOG = (
    "customer.created",
    "customer.changed",
    "customer.verified",
    "customer.verification_undone",
    "customer.assigned",
    "customer.tagged",
    "customer.contact_added",
    "customer.contact_changed",
    "customer.contact_removed",
    "customer.restored",
)


_Teller = Callable[[Session, Actor, int, int], Iterable[Event]]


@dataclass(frozen=True)
class Timeline:
    events: tuple[Event, ...]
    has_more: bool


def timeline(session: Session, actor: Actor, customer_id: int, *, pages: int = 1) -> Timeline:
    """The newest events, as many as these pages hold."""
    told = [_consents, _tiers, _edits, contacts, left_out]
    told += [_orders] if actor.may(Permission.ORDER_READ) else []
    told += [_complaints, _answers] if actor.may(Permission.COMPLAINT_READ) else []
    return _merged(session, actor, customer_id, pages, told)


def changes(session: Session, actor: Actor, customer_id: int, *, pages: int = 1) -> Timeline:
    """Only what was changed in the file, and by whom."""
    return _merged(session, actor, customer_id, pages, [_tiers, _edits])


def _merged(session: Session, actor: Actor, customer_id: int, pages: int, told: Sequence[_Teller]) -> Timeline:
    actor.require(Permission.CUSTOMER_READ)
    find(session, actor, customer_id, Permission.CUSTOMER_READ)
    wanted = min(max(pages, 1) * PER_PAGE, _FURTHEST)
    each = [tell(session, actor, customer_id, wanted + 1) for tell in told]
    merged = list(heapq.merge(*each, key=lambda event: event.at, reverse=True))
    return Timeline(tuple(merged[:wanted]), len(merged) > wanted and wanted < _FURTHEST)


def _orders(session: Session, actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    rows = session.exec(
        select(Order)
        .where(col(Order.customer_id) == customer_id, orders_visible_to(actor))
        .order_by(col(Order.ordered_on).desc(), col(Order.id).desc())
        .limit(limit)
    )
    orders = [
        Event(
            row.ordered_at,
            "order",
            "",
            {"number": row.number, "cents": row.amount_cents, "currency": row.currency, "status": row.status},
        )
        for row in rows
    ]
    return sorted(orders, key=lambda event: event.at, reverse=True)


def _complaints(session: Session, actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    names = ("id", "number", "kind", "category", "state")
    columns: Any = [getattr(Complaint, name) for name in ("received_at", *names)]
    rows: Iterable[Any] = session.exec(
        select(*columns)
        .where(col(Complaint.customer_id) == customer_id, complaints_visible_to(actor))
        .order_by(col(Complaint.received_at).desc(), col(Complaint.id).desc())
        .limit(limit)
    )
    return [Event(at, "complaint", "", dict(zip(names, facts, strict=True))) for at, *facts in rows]


def _answers(session: Session, actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    """What the customer said of how a complaint was handled, to those who may read the complaint."""
    names = ("at", "purpose", "is_solved", "score", "comment", "complaint_id", "number")
    columns: Any = (
        col(Answer.at),
        col(Invitation.purpose),
        col(Answer.is_solved),
        col(Answer.score),
        col(Answer.comment),
        col(Complaint.id),
        col(Complaint.number),
    )
    rows: Iterable[Any] = session.exec(
        select(*columns)
        .join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
        .join(Complaint, col(Complaint.id) == col(Invitation.complaint_id))
        .where(col(Complaint.customer_id) == customer_id, complaints_visible_to(actor))
        .order_by(col(Answer.at).desc(), col(Answer.id).desc())
        .limit(limit)
    )
    return [Event(row[0], "answer", "", dict(zip(names[1:], row[1:], strict=True))) for row in rows]


def _consents(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    rows = session.exec(
        select(Consent, col(User.name))
        .outerjoin(User, col(User.id) == col(Consent.by_id))
        .where(col(Consent.customer_id) == customer_id)
        .order_by(col(Consent.at).desc())
        .limit(limit)
    )
    return [Event(row.at, "consent", by or "", {"purpose": row.purpose, "status": row.status}) for row, by in rows]


def _tiers(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    rows = session.exec(
        select(TierChange, col(User.name))
        .outerjoin(User, col(User.id) == col(TierChange.by_id))
        .where(col(TierChange.customer_id) == customer_id)
        .order_by(col(TierChange.at).desc())
        .limit(limit)
    )
    return [
        Event(row.at, "tier", by or "", {"before": row.before, "after": row.after, "reason": row.reason})
        for row, by in rows
    ]


def _edits(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    rows = session.exec(
        select(AuditEntry, col(User.name))
        .outerjoin(User, col(User.id) == col(AuditEntry.actor_id))
        .where(
            col(AuditEntry.subject) == "customers",
            col(AuditEntry.subject_id) == customer_id,
            col(AuditEntry.action).in_(_TOLD_BY_THE_LOG),
        )
        .order_by(col(AuditEntry.at).desc(), col(AuditEntry.id).desc())
        .limit(limit)
    )
    return [Event(row.at, row.action, by or "", json.loads(row.detail)) for row, by in rows]
