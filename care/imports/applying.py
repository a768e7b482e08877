"""The second half of an import: what was staged comes into force, whole or not at all."""

import json
from collections.abc import Callable

from sqlalchemy import update
from sqlmodel import Session, col

from auth import audit
from auth.actor import Actor
from care.imports import apply_answers, apply_complaints, apply_customers, apply_leads, apply_orders, apply_visits
from care.imports.kinds import CASES, Kind
from care.imports.settling import Counts, count
from care.orders import refresh_purchases
from core import clock
from db import bulk
from db import session as database
from db.models import ImportJob, ImportState

# Everything but customers themselves brings customers along as orders do.
_PREPARING = dict.fromkeys(Kind, apply_orders.prepare) | {Kind.CUSTOMERS: apply_customers.prepare}
_BRINGING_IN = dict.fromkeys(CASES, apply_complaints.apply_cases) | {
    Kind.CUSTOMERS: apply_customers.apply_customers,
    Kind.ORDERS: apply_orders.apply_orders,
    Kind.LEADS: apply_leads.apply_leads,
    Kind.REVISITS: apply_visits.apply_visits,
    Kind.SURVEYS: apply_answers.apply_answers,
}
# Whose files are brought in step afterwards, with what, and by how many at a time.
_SETTLING: dict[Kind, tuple[Callable[[Session, int], list[int]], Callable[[Session, list[int]], object], int]] = {
    Kind.ORDERS: (apply_orders.buyers, refresh_purchases, 20_000),
    Kind.REVISITS: (apply_visits.visited, apply_visits.settle_visits, 500),
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
    if kind in _SETTLING:
        whose, bring_in_step, at_once = _SETTLING[kind]
        with database.reading() as session:
            ids = whose(session, job_id)
        for start in range(0, len(ids), at_once):
            with database.transaction() as session:
                bring_in_step(session, ids[start : start + at_once])
    with database.transaction() as session:
        _enter(session, job_id, ImportState.DONE)


def _enter(session: Session, job_id: int, state: ImportState, counts: Counts | None = None) -> None:
    values: dict[str, object] = {"state": state}
    if counts is not None:
        values["counts"] = json.dumps(counts.plain())
    if state is ImportState.DONE:
        values["finished_at"] = clock.now()
    session.execute(update(ImportJob).where(col(ImportJob.id) == job_id).values(**values))
