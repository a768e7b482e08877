"""The customers of a segment: a page at a time, those who bought most first; all of them as an Excel file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, true
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to
from care.kpis.filters import Filters
from care.kpis.population import COUNTED
from care.kpis.rfm_queries import Rfm
from care.kpis.rfm_scores import HIGH_FROM, AllCuts, Segment
from care.kpis.rfm_scoring import bought
from db import bulk, dialect
from db.models import Customer, Tier, User

PAGE = 50


@dataclass(frozen=True)
class RfmRow:
    customer_id: int
    number: str
    name: str
    tier: Tier
    owner: str
    last_order_on: date
    orders: int
    net_cents: int
    scores: tuple[int, int, int]
    """Of R, F and M."""


@dataclass(frozen=True)
class RfmRows:
    segment: Segment
    as_of: date
    total: int
    page: int
    pages: int
    rows: tuple[RfmRow, ...]


def rfm_rows(
    session: Session,
    actor: Actor,
    *,
    segment: Segment,
    of: Rfm,
    filters: Filters | None = None,
    page: int = 1,
) -> RfmRows:
    """By the scores `of` what was counted for these filters. Needs to see customers: the analyst is refused."""
    actor.require(Permission.KPI_READ)
    actor.require(Permission.CUSTOMER_READ)
    query, page = _members(actor, segment, of, filters or Filters(), Permission.CUSTOMER_READ), max(1, page)
    found = session.execute(query.limit(PAGE).offset((page - 1) * PAGE)).all()
    if not found and page > 1:  # the address names a page that there is not, or not any more
        return rfm_rows(session, actor, segment=segment, of=of, filters=filters)
    total = found[0].total if found else 0
    rows = tuple(_named(session, found, of.cuts))
    return RfmRows(segment, of.as_of, total, page, max(1, -(-total // PAGE)), rows)


def every_row(
    session: Session, actor: Actor, segment: Segment, of: Rfm, filters: Filters, needed: Permission
) -> Iterator[RfmRow]:
    """As far as `needed` reaches."""
    found = session.execute(_members(actor, segment, of, filters, needed)).all()
    return _named(session, found, of.cuts)


def _members(actor: Actor, segment: Segment, of: Rfm, filters: Filters, needed: Permission) -> Any:
    theirs, cuts = bought(actor, filters, of.as_of).subquery("bought"), of.cuts
    measures: Any = (theirs.c.last_on, cuts.recency), (theirs.c.orders, cuts.frequency), (theirs.c.cents, cuts.money)
    alike = [
        measure > its.values[HIGH_FROM - 2] if is_high else measure <= its.values[HIGH_FROM - 2]
        for (measure, its), is_high in zip(measures, segment.highs, strict=True)
    ]
    total: Any = func.count().over().label("total")
    columns: list[Any] = [theirs.c.customer_id, theirs.c.last_on, theirs.c.orders, theirs.c.cents, total]
    query: Any = select(*columns).where(*alike, _seen(actor, theirs.c.customer_id, needed))
    return query.order_by(theirs.c.cents.desc(), theirs.c.last_on.desc(), theirs.c.customer_id)


def _seen(actor: Actor, customer_id: ColumnElement[int], needed: Permission) -> ColumnElement[bool]:
    """Removed files have been left out already: who reaches everybody is not asked about each."""
    if actor.scope(needed) is Scope.ALL:
        return true()
    seen = select(col(Customer.id)).where(customers_visible_to(actor, needed))
    return customer_id.in_(dialect.by_index(seen, Customer, COUNTED))


def _named(session: Session, found: Sequence[Any], cuts: AllCuts) -> Iterator[RfmRow]:
    """The wide rows are read for these alone."""
    columns: Any = (Customer.id, Customer.number, Customer.name, Customer.tier, User.name)
    query: Any = select(*columns).join(User, col(User.id) == col(Customer.owner_id), isouter=True)
    told = session.execute(query.where(bulk.among(col(Customer.id), [id_ for id_, *_rest in found])))
    files = {id_: rest for id_, *rest in told}
    for id_, last_on, orders, cents, _total in found:
        number, name, tier, owner = files[id_]
        scores = cuts.recency.score(last_on), cuts.frequency.score(int(orders)), cuts.money.score(int(cents))
        yield RfmRow(id_, number, name, tier, owner or "", last_on, int(orders), int(cents), scores)
