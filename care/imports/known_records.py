"""Visits and answers that are there already, of the customers of a portion and within its time."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from care.imports.answer_values import OldAnswer
from care.imports.visit_values import Visit
from db import bulk
from db.models import Answer, Interaction, Invitation

Known = set[tuple[int, str]]


def known_visits(session: Session, customers: Iterable[int], moments: Iterable[str]) -> Known:
    """By whom and what they are told apart, as a row would say it."""
    span = _span(moments)
    if span is None:
        return set()
    whose = text(bulk.one_of("interactions.customer_id", customers))
    query = select(
        col(Interaction.customer_id), col(Interaction.at), col(Interaction.outcome), col(Interaction.summary)
    )
    found = session.execute(query.where(whose, col(Interaction.at).between(*span)))
    return {
        (customer, Visit(at=_iso(at), outcome=outcome.value, summary=summary).identity())
        for customer, at, outcome, summary in found
    }


def known_answers(session: Session, customers: Iterable[int], moments: Iterable[str]) -> Known:
    span = _span(moments)
    if span is None:
        return set()
    whose = text(bulk.one_of("invitations.customer_id", customers))
    query = (
        select(Answer, col(Invitation.customer_id))
        .join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
        .where(whose, col(Answer.at).between(*span))
    )
    return {
        (customer, OldAnswer(_iso(row.at), score=row.score, nps=row.nps, ces=row.ces, comment=row.comment).identity())
        for row, customer in session.exec(query)
        if customer is not None
    }


def _span(moments: Iterable[str]) -> tuple[datetime, datetime] | None:
    told = sorted(datetime.fromisoformat(at) for at in moments)
    return (told[0], told[-1]) if told else None


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
