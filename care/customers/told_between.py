"""What passed between the firm and a customer: orders, complaints, contacts, answers, greetings, the lead they were."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.visibility import complaints_visible_to, interactions_told_to, orders_visible_to
from care.customers.event import Event
from db.models import (
    Answer,
    Complaint,
    Greeting,
    GreetingState,
    Interaction,
    Invitation,
    Lead,
    Order,
    Revisit,
    User,
    VisitState,
)


def orders(session: Session, actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
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


def complaints(session: Session, actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    names = ("id", "number", "kind", "category", "state")
    columns: Any = [getattr(Complaint, name) for name in ("received_at", *names)]
    rows: Iterable[Any] = session.exec(
        select(*columns)
        .where(col(Complaint.customer_id) == customer_id, complaints_visible_to(actor))
        .order_by(col(Complaint.received_at).desc(), col(Complaint.id).desc())
        .limit(limit)
    )
    return [Event(at, "complaint", "", dict(zip(names, facts, strict=True))) for at, *facts in rows]


def contacts(session: Session, actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    rows = session.exec(
        select(Interaction, col(User.name), Revisit)
        .outerjoin(User, col(User.id) == col(Interaction.by_id))
        .outerjoin(Revisit, col(Revisit.interaction_id) == col(Interaction.id))
        .where(col(Interaction.customer_id) == customer_id, interactions_told_to(actor))
        .order_by(col(Interaction.at).desc(), col(Interaction.id).desc())
        .limit(limit)
    )
    names = ("medium", "outcome", "summary", "next_step", "next_on", "revisit_id")
    return [
        Event(row.at, "contact", by or row.author, {name: getattr(row, name) for name in names} | _found(visit))
        for row, by, visit in rows
    ]


def _found(visit: Revisit | None) -> dict[str, Any]:
    """What a visit that was made has found."""
    names = ("satisfaction", "problem", "need_change", "complaint_id")
    return {name: getattr(visit, name) for name in names} if visit else {}


def left_out(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    """Visits that somebody left out: no contact tells of them."""
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


def leads(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    """Which lead the customer was: its number, to everybody who may open the customer."""
    rows = session.exec(
        select(Lead)
        .where(col(Lead.customer_id) == customer_id, col(Lead.converted_at).is_not(None))
        .order_by(col(Lead.converted_at).desc())
        .limit(limit)
    )
    return [
        Event(row.converted_at, "lead", "", {"id": row.id, "number": row.number, "since": row.received_at})
        for row in rows
        if row.converted_at is not None
    ]


def greetings(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    """What a customer was wished; what was skipped or called off is no event of the customer's."""
    rows = session.exec(
        select(Greeting, col(User.name))
        .outerjoin(User, col(User.id) == col(Greeting.done_by_id))
        .where(col(Greeting.customer_id) == customer_id, col(Greeting.state) == GreetingState.SENT)
        .order_by(col(Greeting.done_at).desc(), col(Greeting.id).desc())
        .limit(limit)
    )
    names = ("occasion", "about", "years", "medium")
    return [
        Event(row.done_at, "greeting", by or "", {name: getattr(row, name) for name in names})
        for row, by in rows
        if row.done_at is not None
    ]


def answers(session: Session, actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
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


def surveys(session: Session, _actor: Actor, customer_id: int, limit: int) -> Iterable[Event]:
    """That they were asked, and what they answered, beyond complaints."""
    asked = col(Invitation.asked_at)
    columns: Any = (func.coalesce(col(Answer.at), asked), Invitation.purpose, Invitation.mode, Answer.id)
    columns += (Answer.score, Answer.nps, Answer.ces, Answer.comment)
    rows: Iterable[Any] = session.exec(
        select(*columns)
        .outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))
        .where(col(Invitation.customer_id) == customer_id, col(Invitation.complaint_id).is_(None), asked.is_not(None))
        .order_by(func.coalesce(col(Answer.at), asked).desc(), col(Invitation.id).desc())
        .limit(limit)
    )
    names = ("purpose", "mode", "answer_id", "score", "nps", "ces", "comment")
    return [Event(at, "survey", "", dict(zip(names, facts, strict=True))) for at, *facts in rows]
