"""The planner: everybody on a plan has one open visit, whoever has left has none. It may run at any time, anywhere."""

from functools import partial

from sqlmodel import Session

from auth import audit
from auth.actor import SYSTEM
from care.revisits.settling import cadence_in_force, settle
from care.revisits.standing import to_settle
from db import session as database

_AT_ONCE = 1_000
"""Customers held at a time: whoever works with one of them waits a moment and no more."""


def plan_all() -> int:
    """Settle every customer whose visit is not what it should be, in transactions of its own; how many those were.

    Running it twice, or on two servers, makes nothing twice: each portion is asked anew while it is held.
    """
    with database.reading() as session:
        ids = to_settle(session, cadence_in_force(session))
    portions = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return sum(database.attempt(partial(_settle, ids=some)) for some in portions)


def _settle(session: Session, *, ids: list[int]) -> int:
    settled = settle(session, ids)
    if settled:
        detail = {step.value: n for step, n in sorted(settled.items())}
        audit.record(session, SYSTEM, "revisits.planned", count=settled.total(), detail=detail)
    return settled.total()
