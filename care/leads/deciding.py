"""Leads that were decided: who became a customer, after how long, and who was lost."""

from bisect import bisect_left
from collections.abc import Sequence
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

Stretch = tuple[date, date]
"""From the first moment of the one day to the first of the other."""


@dataclass(frozen=True)
class Decided:
    rate: Share
    """Became customers in these days ÷ (became customers + were lost in them), whenever they came."""
    cycle: Cycle


def decided(session: Session, *, whose: ColumnElement[bool], spans: Sequence[Stretch]) -> dict[Stretch, Decided]:
    """Of the leads that `whose` names, by the moment of the decision: read once for all spans."""
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    at, stage = col(Lead.ended_at), col(Lead.stage)
    spent: Any = SecondsBetween(col(Lead.received_at), at)
    # As text: an enumeration is made of each code once, not of each row.
    columns: Any = (at, type_coerce(stage, String), spent)
    query: Any = select(*columns).where(whose, stage.in_([LeadStage.CONVERTED, LeadStage.LOST]))
    query = query.where(at >= clock.start_of(first), at < clock.start_of(last)).order_by(at)
    rows = [(moment, word == LeadStage.CONVERTED, int(seconds)) for moment, word, seconds in session.execute(query)]
    moments = [moment for moment, _is_won, _seconds in rows]
    found = {}
    for start, end in spans:
        some = rows[bisect_left(moments, clock.start_of(start)) : bisect_left(moments, clock.start_of(end))]
        won = [seconds for _moment, is_won, seconds in some if is_won]
        found[start, end] = Decided(Share(len(won), len(some)), formulas.cycle(won))
    return found
