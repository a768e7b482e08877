"""What the visits to a customer that are over add to the days on which they were due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Integer, cast, select, text
from sqlmodel import Session, col

from care.kpis.trace_measures import OF_VISITS, Amounts, Measure, slot
from care.kpis.trace_parts import OnFile, Part
from care.kpis.visit_population import is_in_time, is_over
from db import bulk
from db.models import Revisit


def _reading(session: Session, ids: Sequence[int]) -> Callable[[OnFile], Amounts]:
    query: Any = select(col(Revisit.customer_id), col(Revisit.due_on), cast(is_in_time(), Integer))
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for id_, due_on, hit in session.execute(query.where(text(bulk.one_of("customer_id", ids)), is_over())):
        found[id_].append((due_on, hit))

    def added(one: OnFile) -> Amounts:
        amounts: Amounts = defaultdict(int)
        for due_on, hit in found.get(one.id, ()):
            amounts[slot(Measure.VISITS_OVER, due_on.toordinal())] += 1
            amounts[slot(Measure.VISITS_IN_TIME, due_on.toordinal())] += hit or 0
        return {place: amount for place, amount in amounts.items() if amount}

    return added


PART = Part(frozenset(OF_VISITS), _reading)
