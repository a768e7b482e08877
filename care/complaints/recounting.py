"""The work calendar may change while complaints run: what is due then moves with it."""

from collections.abc import Sequence
from functools import partial

from sqlmodel import Session, col, select

from care.complaints.clocks import recount
from db import session as database
from db.models import Clock, ClockMode, Complaint

_AT_ONCE = 20
"""Complaints held at a time: whoever works on one of the others does not wait for all of them."""


def recount_running() -> int:
    """Every complaint whose clocks run on working time, by the calendar in force; how many there are.

    In transactions of its own. Whoever looks at a complaint is shown what the calendar says at that moment; this is
    for what rings by itself.
    """
    with database.reading() as session:
        running = select(Clock.complaint_id).where(
            col(Clock.stopped_at).is_(None), col(Clock.mode) == ClockMode.WORKING
        )
        ids = sorted(set(session.exec(running)))
    portions = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return sum(database.attempt(partial(_recount, ids=some)) for some in portions)


def _recount(session: Session, *, ids: Sequence[int]) -> int:
    theirs = select(Complaint).where(col(Complaint.id).in_(ids)).order_by(col(Complaint.id))
    found = session.exec(theirs.with_for_update(key_share=True)).all()
    for complaint in found:
        recount(session, complaint)
    return len(found)
