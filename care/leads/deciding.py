"""Leads that were decided: who became a customer, after how long, and who was lost."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, select, type_coerce
from sqlmodel import Session, col

from care.leads import formulas
from care.leads.formulas import Cycle, Share
from core import clock
from db.dialect import SecondsBetween
from db.models import Lead, LeadStage


@dataclass(frozen=True)
class Decided:
    rate: Share
    """Became customers in these days ÷ (became customers + were lost in them), whenever they came."""
    cycle: Cycle


def decided(session: Session, *, whose: ColumnElement[bool], start: date, end: date) -> Decided:
    """Of the leads that `whose` names, by the moment of the decision: from the first of one day to the first of the
    other.
    """
    at, stage = col(Lead.ended_at), col(Lead.stage)
    spent: Any = SecondsBetween(col(Lead.received_at), at)
    # As text: an enumeration is made of each code once, not of each row.
    query: Any = select(type_coerce(stage, String), spent).where(whose)
    query = query.where(stage.in_([LeadStage.CONVERTED, LeadStage.LOST]))
    rows = session.execute(query.where(at >= clock.start_of(start), at < clock.start_of(end))).all()
    won = [int(seconds) for word, seconds in rows if word == LeadStage.CONVERTED]
    return Decided(Share(len(won), len(rows)), formulas.cycle(won))


def cycle(session: Session, *, whose: ColumnElement[bool], start: date, end: date) -> Cycle:
    """Of those who became customers in these days, with nothing said of who was lost."""
    at = col(Lead.ended_at)
    spent: Any = select(SecondsBetween(col(Lead.received_at), at)).where(whose, col(Lead.stage) == LeadStage.CONVERTED)
    rows = session.connection().execute(spent.where(at >= clock.start_of(start), at < clock.start_of(end))).all()
    return formulas.cycle([int(row[0]) for row in rows])
