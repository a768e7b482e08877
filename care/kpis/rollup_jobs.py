"""Bringing the tallies up to date from time to time, so that nobody who reads or writes waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from care import orders, rulebook
from care.customers import LifecyclePolicy
from care.kpis.rollup import AT_ONCE, KINDS, absorb, settle, way_of_counting, written
from care.kpis.rollup_anew import rebuild_aside
from care.kpis.trace_queries import chunks
from db import dialect
from db import session as database
from db.models import Customer, KpiMark, KpiState, KpiTrace

MANY = 20_000
"""Marks from which on everything is counted anew: an import of a whole firm."""


def absorb_all() -> int:
    """Bring the tallies up to date, some thousands at a time; made anew when that is less work, or what is counted
    has changed.
    """
    with database.reading() as session:
        is_outdated = _is_outdated(session)
    if is_outdated:
        _follow_lifecycle()
        return rebuild_aside()
    done = 0
    while some := database.attempt(absorb):
        done += some
    return done


def _follow_lifecycle() -> None:
    """Whose numbers were changed since they were last counted: when each customer lapses, derived anew, some thousands
    at a time.
    """
    with database.reading() as session:
        state = session.get(KpiState, 1)
        is_changed = state is None or state.formula_version != way_of_counting(session)
        if not (is_changed and rulebook.version_in_force(session, LifecyclePolicy)):
            return
        ids = session.exec(
            select(Customer.id).where(col(Customer.lapses_on).is_not(None)).order_by(col(Customer.id))
        ).all()
    for some in chunks(ids, AT_ONCE):
        database.attempt(lambda session: orders.refresh_purchases(session, some))  # noqa: B023


def recount_all() -> int:
    """Everything once more, in short transactions: should a mark ever have been missed, it heals."""
    absorb_all()
    for kind, (table, _traces) in KINDS.items():
        with database.reading() as session:
            known = session.exec(select(KpiTrace.subject_id).where(col(KpiTrace.kind) == kind)).all()
            ids = sorted({*known, *session.exec(select(table.id))})
        for some in chunks(ids, AT_ONCE):
            database.attempt(lambda session: _settle_alone(session, kind, some))  # noqa: B023
    return len(ids)


def _settle_alone(session: Session, kind: str, ids: Sequence[int]) -> None:
    dialect.lock_tallies(session)
    settle(session, kind, ids)
    written(session)


def _is_outdated(session: Session) -> bool:
    state = session.get(KpiState, 1)
    if state is None or state.formula_version != way_of_counting(session):
        return True
    marked = session.exec(select(func.count()).select_from(select(KpiMark.id).limit(MANY).subquery())).one()
    return marked >= MANY
