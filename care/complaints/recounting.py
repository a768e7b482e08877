"""The work calendar may change while complaints run: what is due then moves with it."""

from sqlmodel import Session, col, select

from care.complaints.clocks import recount
from db.models import Clock, ClockMode, Complaint


def recount_running(session: Session) -> int:
    """Every complaint whose clocks run on working time, by the calendar in force; how many there are.

    Whoever looks at a complaint is shown what the calendar says at that moment; this is for what rings by itself.
    """
    working = select(Clock.complaint_id).where(col(Clock.stopped_at).is_(None), col(Clock.mode) == ClockMode.WORKING)
    theirs = select(Complaint).where(col(Complaint.id).in_(working)).order_by(col(Complaint.id))
    found = session.exec(theirs.with_for_update(key_share=True)).all()
    for complaint in found:
        recount(session, complaint)
    return len(found)
