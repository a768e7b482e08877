"""What became of a customer's file itself: consents, tiers, and what the log alone knows."""

import json
from collections.abc import Iterable

from sqlmodel import Session, col, select

from auth.actor import Actor
from care.customers.event import Event
from db.models import AuditEntry, Consent, TierChange, User

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


def consents(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    rows = session.exec(
        select(Consent, col(User.name))
        .outerjoin(User, col(User.id) == col(Consent.by_id))
        .where(col(Consent.customer_id) == customer_id)
        .order_by(col(Consent.at).desc())
        .limit(limit)
    )
    return [Event(row.at, "consent", by or "", {"purpose": row.purpose, "status": row.status}) for row, by in rows]


def tiers(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
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


def edits(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
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
