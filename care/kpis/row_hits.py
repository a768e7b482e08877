"""Which of the customers behind a ratio are above its line: asked for the few lines of a page alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from care.customers import is_stale
from care.kpis.formulas import Kpi
from care.kpis.population import WINDOW
from care.kpis.row_conditions import Asked
from care.kpis.trace_measures import AGAIN_LATER, AGAIN_SOON, NEXT_DAYS
from core import clock
from db.models import Customer, Order, OrderStatus

_AGAIN = {Kpi.AGAIN_SOON: AGAIN_SOON, Kpi.AGAIN_LATER: AGAIN_LATER}
_BY_DAYS = frozenset({Kpi.REPURCHASE, Kpi.REBOUGHT, *_AGAIN})


def hits_among(session: Session, kpi: Kpi, asked: Asked, customers: Sequence[Customer]) -> dict[int, bool]:
    if kpi is Kpi.STALE:
        end = clock.start_of(asked.tomorrow) - timedelta(microseconds=1)
        policy = asked.verification
        return {one.id: is_stale(one.tier, one.last_verified_at, one.created_at, end, policy) for one in customers}
    if kpi not in _BY_DAYS:
        return {}
    days = _days(session, [one.id for one in customers])
    return {one.id: _is_hit(kpi, asked, days.get(one.id, [])) for one in customers}


def _days(session: Session, ids: list[int]) -> dict[int, list[date]]:
    columns: Any = (Order.customer_id, Order.ordered_on)
    query: Any = select(*columns).where(col(Order.customer_id).in_(ids), col(Order.status) == OrderStatus.VALID)
    found: dict[int, list[date]] = defaultdict(list)
    for id_, day in session.exec(query.distinct().order_by(col(Order.ordered_on))):
        found[id_].append(day)
    return found


def _is_hit(kpi: Kpi, asked: Asked, days: list[date]) -> bool:
    end = asked.span.end
    if kpi is Kpi.REPURCHASE:
        return sum(end - WINDOW <= day < end for day in days) > 1
    if kpi is Kpi.REBOUGHT:
        return any(end - timedelta(days=NEXT_DAYS) <= day < end for day in days)
    return len(days) > 1 and (days[1] - days[0]).days <= _AGAIN[kpi]
