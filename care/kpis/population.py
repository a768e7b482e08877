"""WHERE clauses that figures, breakdowns and rows share, so that a number and its rows can never disagree."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to
from care.kpis.filters import Filters
from care.orders import ACTIVE_DAYS
from core import clock
from db import dialect
from db.models import Customer, Order, OrderStatus, PurchaseBreak

COUNTED = "ix_customers_figures"
"""The index that holds every column by which customers are counted."""
WINDOW = timedelta(days=ACTIVE_DAYS)


def population(actor: Actor, filters: Filters) -> ColumnElement[bool]:
    """The customers that the actor's numbers are about."""
    wanted = {
        Customer.team_id: filters.team_id,
        Customer.owner_id: filters.owner_id,
        Customer.tier: filters.tier,
        Customer.region: filters.region,
        Customer.source: filters.source,
    }
    chosen = [col(column) == value for column, value in wanted.items() if value is not None]
    return and_(customers_visible_to(actor, Permission.KPI_READ), *chosen)


def is_everybody(actor: Actor, filters: Filters) -> bool:
    """No filter and no limit to the actor's reach."""
    return filters == Filters() and actor.scope(Permission.KPI_READ) is Scope.ALL


def orders_of(actor: Actor, filters: Filters) -> ColumnElement[bool]:
    """Valid orders of that population."""
    return and_(col(Order.status) == OrderStatus.VALID, of_population(actor, filters, col(Order.customer_id)))


def of_population(actor: Actor, filters: Filters, customer_id: Mapped[int]) -> ColumnElement[bool]:
    """What belongs to one of these customers."""
    if is_everybody(actor, filters):
        # Few files are removed: leaving those out is far cheaper than looking everybody up.
        return customer_id.not_in(select(col(Customer.id)).where(col(Customer.deleted_at).is_not(None)))
    who = select(col(Customer.id)).where(population(actor, filters))
    return customer_id.in_(dialect.by_index(who, Customer, COUNTED))


def active_at(day: date) -> ColumnElement[bool]:
    """Bought within the window before this day: see PurchaseBreak for those who came back after a year."""
    # A list made once, not a question for each customer: few come back after a year.
    silent = select(col(PurchaseBreak.customer_id)).where(
        col(PurchaseBreak.last_on) < day - WINDOW, col(PurchaseBreak.back_on) >= day
    )
    first, last = col(Customer.first_order_on), col(Customer.last_order_on)
    return and_(first < day, last >= day - WINDOW, col(Customer.id).not_in(silent))


def active_at_either(start: date, end: date) -> ColumnElement[bool]:
    """Active at the start, at the end, or at both: the customers that growth compares."""
    return and_(bought_between(start - WINDOW, end), or_(active_at(start), active_at(end)))


def bought_between(start: date, end: date) -> ColumnElement[bool]:
    """Whoever may have: all others are left out by the index before anything dearer is asked of them."""
    return and_(col(Customer.first_order_on) < end, col(Customer.last_order_on) >= start)


def known_at(day: date) -> ColumnElement[bool]:
    """Had a file or a first order before this day."""
    return or_(col(Customer.created_at) < clock.start_of(day), col(Customer.first_order_on) < day)


def first_bought(start: date, end: date) -> ColumnElement[bool]:
    return and_(col(Customer.first_order_on) >= start, col(Customer.first_order_on) < end)


def ordered(start: date, end: date) -> ColumnElement[bool]:
    return and_(col(Order.ordered_on) >= start, col(Order.ordered_on) < end)
