"""The staged rows of records that come in, each with its customer, by thousands."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session, col, select

from db import bulk
from db.models import Customer, ImportRow, Tier, Verdict

_AT_ONCE = 5_000


class Staged(NamedTuple):
    """What was said of a customer, and whose customer that is today."""

    row: int
    said: str
    customer_id: int
    owner_id: int | None
    team_id: int | None
    tier: Tier | None


def staged(session: Session, job_id: int, made: Mapping[int, int]) -> Iterator[list[Staged]]:
    """`made`: the customers this import brought along, by the row that described them."""
    columns = (col(ImportRow.row), col(ImportRow.said), col(ImportRow.customer_id), col(ImportRow.new_customer))
    query = select(*columns).where(col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == Verdict.CREATE)
    rows = session.execute(query.order_by(col(ImportRow.row))).all()
    for start in range(0, len(rows), _AT_ONCE):
        some = [(row, said, customer or made[new]) for row, said, customer, new in rows[start : start + _AT_ONCE]]
        known = _customers(session, {customer for _row, _said, customer in some})
        yield [Staged(row, said, customer, *known[customer]) for row, said, customer in some]


def _customers(session: Session, ids: set[int]) -> dict[int, tuple[int | None, int | None, Tier | None]]:
    within = text(bulk.one_of("customers.id", ids))
    columns = (col(Customer.id), col(Customer.owner_id), col(Customer.team_id), col(Customer.tier))
    return {id_: (owner, team, tier) for id_, owner, team, tier in session.execute(select(*columns).where(within))}
