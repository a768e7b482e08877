"""The second half of an import: what was staged comes into force, whole or not at all."""

import json

from sqlalchemy import update
from sqlmodel import Session, col

from auth import audit
from auth.actor import Actor
from care.imports import apply_complaints, apply_customers, apply_orders
from care.imports.kinds import CASES, Kind
from care.imports.settling import Counts, count
from care.orders import refresh_purchases
from core import clock
from db import bulk
from db import session as database
from db.models import ImportJob, ImportState

_AT_ONCE = 20_000
# Cases bring customers along as orders do.
_PREPARING = dict.fromkeys(Kind, apply_orders.prepare) | {Kind.CUSTOMERS: apply_customers.prepare}
_BRINGING_IN = dict.fromkeys(CASES, apply_complaints.apply_cases) | {
    Kind.CUSTOMERS: apply_customers.apply_customers,
    Kind.ORDERS: apply_orders.apply_orders,
}


def apply(job_id: int, kind: Kind, actor: Actor) -> Counts:
    """One transaction; then, in short ones, what customers' files keep of their orders."""
    with database.reading() as session:
        newcomers = _PREPARING[kind](session, job_id)
    with database.transaction() as session:
        bulk.load_in_bulk(session)
        _BRINGING_IN[kind](session, job_id, newcomers)
        counts = count(session, job_id, kind)
        _enter(session, job_id, ImportState.SETTLING, counts)
        detail = {"kind": kind.value, "counts": counts.plain()}
        audit.record(session, actor, "import.applied", session.get(ImportJob, job_id), count=counts.rows, detail=detail)
    settle(job_id, kind)
    return counts


def settle(job_id: int, kind: Kind) -> None:
    """Can be begun again at any moment: it only brings in step."""
    if kind is Kind.ORDERS:
        with database.reading() as session:
            ids = apply_orders.buyers(session, job_id)
        for start in range(0, len(ids), _AT_ONCE):
            with database.transaction() as session:
                refresh_purchases(session, ids[start : start + _AT_ONCE])
    with database.transaction() as session:
        _enter(session, job_id, ImportState.DONE)


def _enter(session: Session, job_id: int, state: ImportState, counts: Counts | None = None) -> None:
    values: dict[str, object] = {"state": state}
    if counts is not None:
        values["counts"] = json.dumps(counts.plain())
    if state is ImportState.DONE:
        values["finished_at"] = clock.now()
    session.execute(update(ImportJob).where(col(ImportJob.id) == job_id).values(**values))
