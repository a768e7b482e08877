"""Everything that happened with a customer, the newest first: orders, consents, tiers, edits."""

import heapq
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import orders_visible_to
from care.customers.finding import find
from db.models import AuditEntry, Consent, Order, TierChange, User

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


@dataclass(frozen=True)
class Event:
    """`kind` is order, consent, tier, or an action of the log; `facts` what the sentence about it needs."""

    at: datetime
    kind: str
    by: str
    facts: dict[str, Any] = field(default_factory=dict)


_Teller = Callable[[Session, Actor, int, int], Iterable[Event]]


@dataclass(frozen=True)
class Timeline:
    events: tuple[Event, ...]
    has_more: bool


def timeline(session: Session, actor: Actor, customer_id: int, *, pages: int = 1) -> Timeline:
    """The newest events, as many as these pages hold."""
    told = [_consents, _tiers, _edits] + ([_orders] if actor.may(Permission.ORDER_READ) else [])
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
