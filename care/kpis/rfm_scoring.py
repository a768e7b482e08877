"""R, F and M of every customer and what they are cut by: one pass over the orders, along their index."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, true
from sqlmodel import col, select

from auth.actor import Actor
from care.kpis.filters import Filters
from care.kpis.population import orders_of
from care.kpis.rfm_scores import FEWEST, HIGH_FROM, WINDOW_DAYS, Cuts, RfmPolicy, fixed_cuts
from db.models import Order

LAST_ON, ORDERS, CENTS = "last_on", "orders", "cents"
"""What R, F and M are scored by: the higher, the better."""
_CUTS = (1, 2, 3, 4)


def bought(actor: Actor, filters: Filters, as_of: date) -> Any:
    """Whoever has a valid order by then; what they bought in the window counts for F and M."""
    day, is_late = col(Order.ordered_on), col(Order.ordered_on) > as_of - timedelta(days=WINDOW_DAYS)
    net: Any = col(Order.amount_cents) - col(Order.refund_cents)
    query: Any = select(
        col(Order.customer_id).label("customer_id"),
        func.max(day).label(LAST_ON),
        func.count().filter(is_late).label(ORDERS),
        func.coalesce(func.sum(net).filter(is_late), 0).label(CENTS),
    )
    return query.where(orders_of(actor, filters), day <= as_of).group_by(col(Order.customer_id))


def counted(actor: Actor, filters: Filters, as_of: date, policy: RfmPolicy) -> Any:
    """By the scores of R and F and by whether M is high: customers, their cents, and on each line all the cuts.

    Customers alike in day, orders and height of M are put together first: after that hardly anything is left to sort.
    """
    fixed = fixed_cuts(policy, as_of)
    everybody = _once(bought(actor, filters, as_of), "bought")
    money = _cuts(everybody, CENTS, fixed.money, func.count())
    is_high = case((everybody.c.cents > money.c[f"{CENTS}_{HIGH_FROM - 1}"], 1), else_=0).label("is_high")
    same: list[Any] = [everybody.c.last_on, everybody.c.orders, is_high]
    each: Any = select(*[*same, func.count().label("n"), func.sum(everybody.c.cents).label("net")])
    alike = _once(each.select_from(money.join(everybody, true())).group_by(*same), "alike")
    recency = _cuts(alike, LAST_ON, fixed.recency, func.sum(alike.c.n))
    frequency = _cuts(alike, ORDERS, fixed.frequency, func.sum(alike.c.n))
    scores = (_score(alike.c.last_on, recency, LAST_ON), _score(alike.c.orders, frequency, ORDERS), alike.c.is_high)
    cuts = [func.max(column) for one in (recency, frequency, money) for column in one.c]
    joined = alike.join(recency, true()).join(frequency, true()).join(money, true())
    query: Any = select(*[*scores, func.sum(alike.c.n), func.sum(alike.c.net), *cuts])
    return query.select_from(joined).group_by(*scores)


def _cuts(source: Any, measure: str, fixed: Cuts[Any], customers: Any) -> Any:
    """One line: the quintiles where they tell five scores apart, else the fixed thresholds. See Cuts for the rule."""
    told = _quintiles(source, measure, customers)
    places = [told.c[f"at_{place}"] for place in _CUTS]
    rising = [below < above for below, above in zip(places, [*places[1:], told.c.top], strict=True)]
    tell_apart = and_(told.c.n >= FEWEST, *rising)
    chosen: list[Any] = [
        case((tell_apart, quintile), else_=literal(cut, told.c.top.type)).label(f"{measure}_{place}")
        for place, quintile, cut in zip(_CUTS, places, fixed.values, strict=True)
    ]
    chosen.append(case((tell_apart, 0), else_=1).label(f"{measure}_fixed"))
    return _once(select(*chosen), f"{measure}_cuts")


def _quintiles(source: Any, measure: str, customers: Any) -> Any:
    """The least value that each fifth of the customers does not exceed, the largest, and how many there are."""
    value = source.c[measure]
    upto = func.sum(customers).over(order_by=value).label("upto")
    told: Any = select(value.label("value"), upto).select_from(source).group_by(value).subquery()
    n: Any = select(customers.label("n")).select_from(source).subquery()
    reached = [func.min(case((told.c.upto * 5 >= n.c.n * place, told.c.value))).label(f"at_{place}") for place in _CUTS]
    columns = [*reached, func.max(told.c.value).label("top"), func.max(n.c.n).label("n")]
    return _once(select(*columns).select_from(n.join(told, true())), f"{measure}_quintiles")


def _score(value: ColumnElement[Any], cuts: Any, measure: str) -> ColumnElement[int]:
    one, two, three, four = (cuts.c[f"{measure}_{place}"] for place in _CUTS)
    return case((value > four, 5), (value > three, 4), (value > two, 3), (value > one, 2), else_=1)


def _once(query: Any, name: str) -> Any:
    """Worked out once, although it is read several times."""
    return query.cte(name).prefix_with("MATERIALIZED")
