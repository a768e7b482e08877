"""The rows behind every number: exactly those that were counted, a page at a time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, true
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to, orders_visible_to
from care.kpis.filters import Filters
from care.kpis.formulas import Kpi
from care.kpis.periods import Period
from care.kpis.population import (
    COUNTED,
    active_at,
    active_at_either,
    first_bought,
    known_at,
    ordered,
    orders_of,
    population,
)
from core import clock
from db import dialect
from db.models import Customer, Order, Tier, User

PAGE = 50


class Movement(StrEnum):
    """What a customer did to growth."""

    STAYED = "stayed"
    NEW = "new"
    BACK = "back"
    LEFT = "left"


@dataclass(frozen=True)
class CustomerRow:
    customer_id: int
    number: str
    name: str
    tier: Tier
    owner: str
    first_order_on: date | None
    last_order_on: date | None
    revenue_cents: int
    movement: Movement | None = None


@dataclass(frozen=True)
class OrderRow:
    customer_id: int
    customer: str
    number: str
    ordered_on: date
    amount_cents: int
    refund_cents: int

    @property
    def net_cents(self) -> int:
        return self.amount_cents - self.refund_cents


@dataclass(frozen=True)
class Rows:
    kpi: Kpi
    total: int
    page: int
    pages: int
    customers: tuple[CustomerRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()


@dataclass(frozen=True)
class _Asked:
    period: Period
    end: date
    filters: Filters
    page: int


def rows(
    session: Session, actor: Actor, *, kpi: Kpi, period: Period, filters: Filters | None = None, page: int = 1
) -> Rows:
    """Needs to see customers, not only numbers: the analyst is refused."""
    actor.require(Permission.KPI_READ)
    actor.require(Permission.CUSTOMER_READ)
    asked = _Asked(period, period.counted_to(clock.today()), filters or Filters(), max(1, page))
    return _orders(session, actor, asked) if kpi is Kpi.REVENUE else _customers(session, actor, kpi, asked)


def _customers(session: Session, actor: Actor, kpi: Kpi, asked: _Asked) -> Rows:
    who = and_(population(actor, asked.filters), customers_visible_to(actor), _counted(kpi, asked))
    total = _from_index(session, select(func.count()).select_from(Customer).where(who)).one()
    movement = _movement(asked) if kpi is Kpi.GROWTH else literal("")
    # The page is found without touching the wide rows; those are read for its lines alone.
    query = select(col(Customer.id), movement).where(who).order_by(*_order(kpi, movement))
    found = dict(_from_index(session, query.limit(PAGE).offset((asked.page - 1) * PAGE)).all())
    named = select(Customer, col(User.name)).join(User, col(User.id) == col(Customer.owner_id), isouter=True)
    read = {row.id: (row, owner) for row, owner in session.exec(named.where(col(Customer.id).in_(found)))}
    lines = tuple(_customer_row(*read[id_], moved) for id_, moved in found.items() if id_ in read)
    return Rows(kpi, total, asked.page, _pages(total), customers=lines)


def _order(kpi: Kpi, movement: Any) -> tuple[Any, ...]:
    newest_first = (col(Customer.last_order_on).desc().nulls_last(), col(Customer.id).desc())
    return (_standing(movement), *newest_first) if kpi is Kpi.GROWTH else newest_first


def _from_index(session: Session, query: Any) -> Any:
    hinted: Any = dialect.by_index(query, Customer, COUNTED)
    return session.exec(hinted)


def _counted(kpi: Kpi, asked: _Asked) -> ColumnElement[bool]:
    start, end = asked.period.start, asked.end
    match kpi:
        case Kpi.GROWTH:
            return active_at_either(start, end)
        case Kpi.ACTIVE:
            return active_at(end)
        case Kpi.NEW:
            return first_bought(start, end)
    return known_at(end)


def _movement(asked: _Asked) -> Any:
    start, end = asked.period.start, asked.end
    return case(
        (and_(active_at(start), active_at(end)), Movement.STAYED.value),
        (active_at(start), Movement.LEFT.value),
        (first_bought(start, end), Movement.NEW.value),
        else_=Movement.BACK.value,
    )


def _standing(movement: Any) -> Any:
    """Who made the difference comes first, who stayed last."""
    order = {Movement.NEW.value: 0, Movement.BACK.value: 1, Movement.LEFT.value: 2, Movement.STAYED.value: 3}
    return case(order, value=movement)


def _customer_row(row: Customer, owner: str | None, moved: str | None) -> CustomerRow:
    return CustomerRow(
        customer_id=row.id,
        number=row.number,
        name=row.name,
        tier=row.tier,
        owner=owner or "",
        first_order_on=row.first_order_on,
        last_order_on=row.last_order_on,
        revenue_cents=row.revenue_cents,
        movement=Movement(moved) if moved else None,
    )


def _orders(session: Session, actor: Actor, asked: _Asked) -> Rows:
    counted = and_(ordered(asked.period.start, asked.end), orders_of(actor, asked.filters), _seen(actor))
    total = session.exec(select(func.count()).select_from(Order).where(counted)).one()
    newest_first = (col(Order.ordered_on).desc(), col(Order.id).desc())
    page = select(col(Order.id)).where(counted).order_by(*newest_first)
    ids = session.exec(page.limit(PAGE).offset((asked.page - 1) * PAGE)).all()
    query = select(Order, col(Customer.name)).join(Customer, col(Customer.id) == col(Order.customer_id))
    found = session.exec(query.where(col(Order.id).in_(ids)).order_by(*newest_first))
    lines = tuple(
        OrderRow(
            customer_id=order.customer_id,
            customer=name,
            number=order.number,
            ordered_on=order.ordered_on,
            amount_cents=order.amount_cents,
            refund_cents=order.refund_cents,
        )
        for order, name in found
    )
    return Rows(Kpi.REVENUE, total, asked.page, _pages(total), orders=lines)


def _seen(actor: Actor) -> ColumnElement[bool]:
    """Who reaches everybody's orders has been left those of removed files already: they are not asked about twice."""
    return true() if actor.scope(Permission.ORDER_READ) is Scope.ALL else orders_visible_to(actor)


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE))
