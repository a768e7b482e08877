"""The traces of customers and complaints as their rows are now: see traces for what that is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from care.kpis import contact_trace, file_trace, survey_trace, visit_trace
from care.kpis.trace_measures import Amounts
from care.kpis.trace_parts import OnFile, Part
from db import bulk
from db.models import Customer, Order, OrderStatus

Cut = tuple[str, str]
FIRM: Cut = ("firm", "")
AT_ONCE = 5_000


@dataclass(frozen=True)
class Trace:
    """Whose numbers it is in, and what it adds there."""

    cuts: tuple[Cut, ...] = ()
    amounts: Amounts | None = None

    @property
    def is_nothing(self) -> bool:
        return not self.cuts or not self.amounts


NOTHING = Trace()


def chunks(ids: Sequence[int], size: int = AT_ONCE) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def customer_traces(
    session: Session, ids: Sequence[int], measures: Collection[int] | None = None
) -> Iterator[tuple[int, Trace]]:
    """Of those that are on file; whoever is not named has none. `measures`: no others are asked for."""
    bought = _bought(session, ids)
    parts = [part for part in PARTS if measures is None or any(map(part.has, measures))]
    added = [part.reading(session, ids) for part in parts]
    columns: Any = (
        Customer.id, Customer.created_at, Customer.last_verified_at, Customer.tier, Customer.completeness,
        *DIMENSIONS,
    )  # fmt: skip
    query: Any = select(*columns).where(col(Customer.deleted_at).is_(None), text(bulk.one_of("customers.id", ids)))
    for id_, created, verified, tier, completeness, *dimensions in session.execute(query):
        subject = OnFile(id_, created, verified, tier, completeness, bought.get(id_, ()))
        amounts: Amounts = {}
        for of in added:
            amounts.update(of(subject))
        yield id_, Trace(cuts_of(*dimensions), amounts)


PARTS: tuple[Part, ...] = (file_trace.PART, contact_trace.PART, visit_trace.PART, survey_trace.PART)
DIMENSIONS: Any = (
    Customer.owner_id, Customer.backup_owner_id, Customer.team_id, Customer.tier, Customer.region, Customer.source,
)  # fmt: skip


def cuts_of(
    owner_id: int | None, backup_id: int | None, team_id: int | None, tier: str, region: str, source: str
) -> tuple[Cut, ...]:
    """Every part of the firm this customer is in; `hand` is whoever looks after them, with the customer's team."""
    hands = {id_ for id_ in (owner_id, backup_id) if id_ is not None}
    return (
        FIRM,
        ("tier", str(tier)),
        ("source", str(source)),
        *([("region", region)] if region else []),
        *([("team", str(team_id))] if team_id else []),
        *([("owner", str(owner_id))] if owner_id else []),
        *(("hand", hand(id_, team_id)) for id_ in sorted(hands)),
    )


def hand(user_id: int | None, team_id: int | None) -> str:
    return f"{user_id}:{team_id or 0}"


def _bought(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int, int, int]]]:
    customer, day = col(Order.customer_id), col(Order.ordered_on)
    net = func.sum(col(Order.amount_cents) - col(Order.refund_cents))
    query: Any = select(customer, day, func.count(), net).where(col(Order.status) == OrderStatus.VALID)
    query = query.where(text(bulk.one_of("customer_id", ids))).group_by(customer, day).order_by(customer, day)
    rows = session.execute(query)
    return {
        id_: [(_ordinal(on), int(count), int(cents)) for _id, on, count, cents in some]
        for id_, some in groupby(rows, key=itemgetter(0))
    }


def _ordinal(day: date) -> int:
    return day.toordinal()
