"""The rows behind every number: exactly those that were counted, a page at a time."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, true
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to, orders_visible_to
from care import rulebook
from care.customers import LifecyclePolicy, VerificationPolicy
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.formulas import Kpi
from care.kpis.periods import Period
from care.kpis.population import COUNTED, ordered, orders_of, population
from care.kpis.row_conditions import MOVING, OF_ORDERS, Asked, counted, movement, order
from care.kpis.row_figures import CustomerRow, Movement, OrderRow, Rows
from care.kpis.row_hits import hits_among
from core import clock
from db import dialect
from db.models import Customer, Order, User

PAGE = 50


def rows(
    session: Session, actor: Actor, *, kpi: Kpi, period: Period, filters: Filters | None = None, page: int = 1
) -> Rows:
    """Needs to see customers, not only numbers: the analyst is refused."""
    actor.require(Permission.KPI_READ)
    actor.require(Permission.CUSTOMER_READ)
    span = Bounds(period.start, period.counted_to(clock.today()))
    policies = rulebook.in_force(session, VerificationPolicy), rulebook.in_force(session, LifecyclePolicy)
    asked = Asked(span, clock.today(), filters or Filters(), max(1, page), *policies)
    return _orders(session, actor, kpi, asked) if kpi in OF_ORDERS else _customers(session, actor, kpi, asked)


def _customers(session: Session, actor: Actor, kpi: Kpi, asked: Asked) -> Rows:
    who = and_(population(actor, asked.filters), customers_visible_to(actor), counted(kpi, asked))
    total = _from_index(session, select(func.count()).select_from(Customer).where(who)).one()
    moved = movement(asked) if kpi in MOVING else literal("")
    # The page is found without touching the wide rows; those are read for its lines alone.
    query = select(col(Customer.id), moved).where(who).order_by(*order(kpi, moved, asked))
    found = dict(_from_index(session, query.limit(PAGE).offset((asked.page - 1) * PAGE)).all())
    named = select(Customer, col(User.name)).join(User, col(User.id) == col(Customer.owner_id), isouter=True)
    read = {row.id: (row, owner) for row, owner in session.exec(named.where(col(Customer.id).in_(found)))}
    hits = hits_among(session, kpi, asked, [row for row, _owner in read.values()])
    lines = tuple(_customer_row(*read[id_], said, hits.get(id_)) for id_, said in found.items() if id_ in read)
    return Rows(kpi, total, asked.page, _pages(total), customers=lines)


def _from_index(session: Session, query: Any) -> Any:
    hinted: Any = dialect.by_index(query, Customer, COUNTED)
    return session.exec(hinted)


def _customer_row(row: Customer, owner: str | None, moved: str | None, is_hit: bool | None) -> CustomerRow:
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
        is_hit=is_hit,
        completeness=row.completeness,
    )


def _orders(session: Session, actor: Actor, kpi: Kpi, asked: Asked) -> Rows:
    placed = and_(ordered(asked.span.start, asked.span.end), orders_of(actor, asked.filters), _seen(actor))
    total = session.exec(select(func.count()).select_from(Order).where(placed)).one()
    newest_first = (col(Order.ordered_on).desc(), col(Order.id).desc())
    page = select(col(Order.id)).where(placed).order_by(*newest_first)
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
    return Rows(kpi, total, asked.page, _pages(total), orders=lines)


def _seen(actor: Actor) -> ColumnElement[bool]:
    """Who reaches everybody's orders has been left those of removed files already: they are not asked about twice."""
    return true() if actor.scope(Permission.ORDER_READ) is Scope.ALL else orders_visible_to(actor)


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE))
