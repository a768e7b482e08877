"""Which numbers hold, which held, and who changed them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.rulebook.content import Change, Policy, differences, policy_of
from db.models import PolicyVersion, User

P = TypeVar("P", bound=Policy)
SHOWN = 50
"""Versions that the history goes back."""


@dataclass(frozen=True)
class PolicyChange:
    version: int
    at: datetime
    by: str
    """Empty: the system."""
    reason: str
    changes: tuple[Change, ...]


def in_force(session: Session, kind: type[P]) -> P:
    """The newest version; the defaults in code when nobody ever changed them."""
    content = session.exec(
        select(PolicyVersion.content)
        .where(col(PolicyVersion.policy) == kind.policy)
        .order_by(col(PolicyVersion.version).desc())
        .limit(1)
    ).first()
    return kind() if content is None else policy_of(kind, content)


def needed_for(kind: type[Any]) -> Permission:
    """What it takes to change these numbers, and to read who did."""
    needed: Permission = getattr(kind, "changed_with", Permission.SETTINGS_CHANGE)
    return needed


def present(session: Session, actor: Actor, kind: type[P]) -> tuple[P, int]:
    """The numbers in force and their version, for whoever may change them."""
    actor.require(needed_for(kind))
    return in_force(session, kind), version_in_force(session, kind)


def version_in_force(session: Session, kind: type[Policy]) -> int:
    """0: the defaults in code."""
    newest = select(PolicyVersion.version).where(col(PolicyVersion.policy) == kind.policy)
    return session.exec(newest.order_by(col(PolicyVersion.version).desc()).limit(1)).first() or 0


def at_version(session: Session, kind: type[P], version: int) -> P:
    """What held under this version; 0, and a version that is not there, are the defaults in code."""
    if not version:
        return kind()
    this = select(PolicyVersion.content).where(
        col(PolicyVersion.policy) == kind.policy, col(PolicyVersion.version) == version
    )
    content = session.exec(this).first()
    return kind() if content is None else policy_of(kind, content)


def history(session: Session, actor: Actor, kind: type[Policy]) -> tuple[PolicyChange, ...]:
    """The newest first: who changed which numbers, when and why."""
    actor.require(needed_for(kind))
    rows = session.exec(
        select(PolicyVersion, User.name)
        .outerjoin(User, col(User.id) == col(PolicyVersion.by_id))
        .where(col(PolicyVersion.policy) == kind.policy)
        .order_by(col(PolicyVersion.version).desc())
        .limit(SHOWN + 1)
    ).all()
    held = [policy_of(kind, row.content) for row, _name in rows]
    before = [*held[1:], kind()][: len(held)]
    return tuple(
        PolicyChange(row.version, row.at, name or "", row.reason, differences(old, new))
        for (row, name), new, old in list(zip(rows, held, before, strict=True))[:SHOWN]
    )
