"""For every number about customers, the condition of those it was counted from, and their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlmodel import col, select

from care.customers import LifecyclePolicy, VerificationPolicy, standing
from care.kpis.customer_book import mature
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.formulas import Kpi
from care.kpis.population import active_at, active_at_either, first_bought, known_at, ordered
from care.kpis.row_figures import Movement
from care.kpis.trace_measures import AGAIN_LATER, AGAIN_SOON, NEXT_DAYS
from core import clock
from db.models import Customer, Lifecycle, Order, OrderStatus, Tier

OF_ORDERS = frozenset({Kpi.REVENUE, Kpi.ORDER_REPEAT})
MOVING = frozenset({Kpi.GROWTH, Kpi.RETENTION, Kpi.CHURN})
"""Each of whose customers stayed, came, came back or left."""
STAGES = {
    Kpi.POTENTIAL: Lifecycle.POTENTIAL,
    Kpi.NEWCOMERS: Lifecycle.NEW,
    Kpi.SETTLED: Lifecycle.ACTIVE,
    Kpi.LOYAL: Lifecycle.LOYAL,
    Kpi.LOST: Lifecycle.LOST,
}
_AGAIN = {Kpi.AGAIN_SOON: AGAIN_SOON, Kpi.AGAIN_LATER: AGAIN_LATER}
_NEXT = timedelta(days=NEXT_DAYS)


@dataclass(frozen=True)
class Asked:
    span: Bounds
    today: date
    filters: Filters
    page: int
    verification: VerificationPolicy
    lifecycle: LifecyclePolicy

    @property
    def tomorrow(self) -> date:
        return self.today + timedelta(days=1)


def counted(kpi: Kpi, asked: Asked) -> ColumnElement[bool]:
    start, end = asked.span.start, asked.span.end
    if kpi in STAGES:
        return standing(STAGES[kpi], asked.today, asked.lifecycle)
    if kpi in _AGAIN:
        span = mature(asked.span, _AGAIN[kpi], asked.today)
        return first_bought(span.start, span.end)
    return {
        Kpi.GROWTH: active_at_either(start, end),
        Kpi.NEW: first_bought(start, end),
        Kpi.NEW_RATE: first_bought(start, end),
        Kpi.RETENTION: active_at(start),
        Kpi.CHURN: active_at(start),
        Kpi.WON_BACK: and_(active_at(end), ~active_at(start), col(Customer.first_order_on) < start),
        Kpi.ACTIVE: active_at(end),
        Kpi.REPURCHASE: active_at(end),
        Kpi.VALUE_EXPECTED: active_at(end),
        Kpi.REBOUGHT: _bought(end - 2 * _NEXT, end - _NEXT),
        Kpi.VALUE_SO_FAR: col(Customer.first_order_on) < end,
        Kpi.CUSTOMERS: known_at(end),
    }.get(kpi, known_at(asked.tomorrow))


def _bought(start: date, end: date) -> ColumnElement[bool]:
    theirs = select(col(Order.customer_id)).where(ordered(start, end), col(Order.status) == OrderStatus.VALID)
    return col(Customer.id).in_(theirs)


def movement(asked: Asked) -> Any:
    start, end = asked.span.start, asked.span.end
    return case(
        (and_(active_at(start), active_at(end)), Movement.STAYED.value),
        (active_at(start), Movement.LEFT.value),
        (first_bought(start, end), Movement.NEW.value),
        else_=Movement.BACK.value,
    )


def order(kpi: Kpi, moved: Any, asked: Asked) -> tuple[Any, ...]:
    newest_first = (col(Customer.last_order_on).desc().nulls_last(), col(Customer.id).desc())
    if kpi in MOVING:
        return (_standing(moved), *newest_first)
    if kpi is Kpi.STALE:
        return (case((is_stale(asked), 0), else_=1), *newest_first)
    if kpi is Kpi.COMPLETENESS:
        return (col(Customer.completeness), *newest_first)
    return newest_first


def _standing(moved: Any) -> Any:
    """Who made the difference comes first, who stayed last."""
    places = {Movement.NEW.value: 0, Movement.BACK.value: 1, Movement.LEFT.value: 2, Movement.STAYED.value: 3}
    return case(places, value=moved)


def is_stale(asked: Asked) -> ColumnElement[bool]:
    """By the day: a file is stale from the beginning of the day on which it falls due."""
    confirmed: Any = func.coalesce(col(Customer.last_verified_at), col(Customer.created_at))
    end, interval = clock.start_of(asked.tomorrow), asked.verification.interval
    return or_(*(and_(col(Customer.tier) == tier, confirmed < end - interval(tier)) for tier in Tier))
