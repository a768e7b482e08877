"""What was said with a customer, on revisits and otherwise, and the revisits that were left out."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import interactions_told_to
from care.customers.event import Event
from db.models import Interaction, Revisit, User, VisitState


def contacts(session: Session, actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    rows = session.exec(
        select(Interaction, col(User.name), Revisit)
        .outerjoin(User, col(User.id) == col(Interaction.by_id))
        .outerjoin(Revisit, col(Revisit.interaction_id) == col(Interaction.id))
        .where(col(Interaction.customer_id) == customer_id, interactions_told_to(actor))
        .order_by(col(Interaction.at).desc(), col(Interaction.id).desc())
        .limit(limit)
    )
    names = ("medium", "outcome", "summary", "next_step", "next_on")
    return [
        Event(row.at, "contact", by or "", {name: getattr(row, name) for name in names} | _found(row, visit))
        for row, by, visit in rows
    ]


def _found(row: Interaction, visit: Revisit | None) -> dict[str, Any]:
    """That it was a revisit, and what one that was made has found."""
    if row.revisit_id is None:
        return {}
    names = ("satisfaction", "problem", "need_change", "complaint_id")
    return {"revisit_id": row.revisit_id} | ({name: getattr(visit, name) for name in names} if visit else {})


def left_out(session: Session, actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    """Visits that somebody left out: no contact tells of them."""
    if not actor.may(Permission.REVISIT_READ):
        return []
    rows = session.exec(
        select(Revisit, col(User.name))
        .outerjoin(User, col(User.id) == col(Revisit.done_by_id))
        .where(
            col(Revisit.customer_id) == customer_id,
            col(Revisit.state) == VisitState.SKIPPED,
            col(Revisit.interaction_id).is_(None),
        )
        .order_by(col(Revisit.done_at).desc(), col(Revisit.id).desc())
        .limit(limit)
    )
    facts = [(row, by) for row, by in rows if row.done_at]
    return [
        Event(row.done_at or row.created_at, "left_out", by or "", {"reason": row.skip_reason}) for row, by in facts
    ]
