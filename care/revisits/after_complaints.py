"""Visits and complaints: after one is closed somebody asks how it went, once; and a visit may open one."""

from datetime import date

from sqlmodel import Session, col, select

from care.revisits.loads import loads
from care.revisits.moving import move
from care.revisits.settling import cadence_in_force, date_anew, replan
from care.revisits.spread import planned_day
from db.models import MoveKind, Revisit, VisitCause, visit_is_open


def after_complaint(session: Session, customer_id: int, complaint_id: int, *, on: date) -> bool:
    """Let the customer's next visit ask how it went, on this day or sooner; whether one will.

    There is one open visit: it moves forward. One that comes sooner anyhow asks as well; one whose day a person chose
    stays where it is, and somebody has to ask besides. So it is with a customer who is nobody's, and with a visit that
    asks about another complaint already.
    """
    replan(session, customer_id)
    cadence, visit = cadence_in_force(session), _open(session, col(Revisit.customer_id) == customer_id)
    if visit is None or visit.assignee_id is None or not cadence.policy.after_complaint:
        return False
    if visit.about_complaint_id not in (None, complaint_id):
        return False
    due = cadence.after_complaint(on, visit.since_at, visit.cycle_days)
    if visit.planned_on > due.latest and visit.is_fixed:
        return False
    visit.about_complaint_id = complaint_id
    if visit.planned_on > due.on and not visit.is_fixed:
        visit.cause = VisitCause.COMPLAINT
        date_anew(visit, due)
        load = loads(session, cadence.today, {visit.assignee_id})[visit.assignee_id]
        move(session, visit, planned_day(due, cadence, load), kind=MoveKind.REPLANNED)
    session.flush()
    return True


def forget_complaint(session: Session, complaint_id: int) -> None:
    """It is being worked on again: nobody asks how it went before it is over."""
    visit = _open(session, col(Revisit.about_complaint_id) == complaint_id)
    if visit is None:
        return
    visit.about_complaint_id = None
    if visit.cause is VisitCause.COMPLAINT:
        # A cycle that nobody has: the plan dates it anew.
        visit.cause, visit.cycle_days = VisitCause.CYCLE, 0
    replan(session, visit.customer_id)


def name_complaint(session: Session, revisit_id: int, complaint_id: int) -> None:
    """This visit's answer has opened this complaint."""
    session.get_one(Revisit, revisit_id).complaint_id = complaint_id
    session.flush()


def _open(session: Session, condition: object) -> Revisit | None:
    query = select(Revisit).where(condition, visit_is_open())  # type: ignore[arg-type]
    return session.exec(query.with_for_update()).first()
