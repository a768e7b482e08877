"""Whether this installation holds the demo world: its log says so, and a log is never rewritten."""

import json
from dataclasses import dataclass

from sqlmodel import Session, col, select

from auth.actor import Actor
from db.models import AuditEntry, Customer

CREATED = "demo.created"


@dataclass(frozen=True)
class Existing:
    customers: int
    seed: int
    has_passwords: bool


def existing_demo(session: Session) -> Existing | None:
    entry = session.exec(select(AuditEntry).where(col(AuditEntry.action) == CREATED).limit(1)).first()
    if entry is None:
        return None
    detail = json.loads(entry.detail)
    return Existing(entry.count, detail["seed"], detail["passwords"])


def is_demo(session: Session, actor: Actor) -> bool:  # noqa: ARG001
    """For everybody who is signed in: what they see is invented."""
    return existing_demo(session) is not None


def has_customers(session: Session) -> bool:
    """Removed ones included: a number once given stays taken."""
    return session.exec(select(Customer.id).limit(1)).first() is not None
