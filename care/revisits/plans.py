"""What one customer's plan does otherwise than their tier: an own cycle, a pause, a day that somebody chose."""

from datetime import date

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.revisits.policy import LONGEST_CYCLE, SHORTEST_CYCLE
from care.revisits.refusals import NoPlan
from care.revisits.rescheduling import LONGEST_REASON, reason_problem, reschedule
from care.revisits.settling import cadence_in_force, replan
from care.revisits.standing import standings
from core.errors import Conflict, Invalid, NotFound
from core.i18n import _
from db.models import Customer, Revisit, RevisitPlan, visit_is_open


def set_cycle(
    session: Session, actor: Actor, customer_id: int, *, days: int | None, reason: str, seen: int | None = None
) -> RevisitPlan:
    """Visit this customer every so many days; None: as their tier says again. `seen`: the version looked at."""
    actor.require(Permission.REVISIT_PLAN)
    plan = _find_plan(session, actor, customer_id, seen)
    problems = {"reason": reason_problem(reason)}
    if days is not None and not SHORTEST_CYCLE <= days <= LONGEST_CYCLE:
        problems["days"] = _("A cycle is {least} to {most} days.").format(least=SHORTEST_CYCLE, most=LONGEST_CYCLE)
    _refuse(problems)
    plan.cycle_days, plan.reason = days, reason.strip()
    return _kept(session, actor, plan, "revisit.cycle_set")


def pause(session: Session, actor: Actor, customer_id: int, *, reason: str, seen: int | None = None) -> RevisitPlan:
    """No visits until somebody resumes them."""
    actor.require(Permission.REVISIT_PLAN)
    plan = _find_plan(session, actor, customer_id, seen)
    _refuse({"reason": reason_problem(reason)})
    plan.paused_reason = reason.strip()[:LONGEST_REASON]
    return _kept(session, actor, plan, "revisit.paused")


def resume(session: Session, actor: Actor, customer_id: int, *, seen: int | None = None) -> RevisitPlan:
    actor.require(Permission.REVISIT_PLAN)
    plan = _find_plan(session, actor, customer_id, seen)
    plan.paused_reason = ""
    return _kept(session, actor, plan, "revisit.resumed")


def set_day(
    session: Session, actor: Actor, customer_id: int, *, on: date, reason: str, seen: int | None = None
) -> Revisit:
    """Visit this customer on this day: the one open visit moves there. `seen`: its version that was looked at, 0 of
    none.
    """
    actor.require(Permission.REVISIT_WORK)
    _hold(session, actor, customer_id, Permission.REVISIT_WORK)
    _refuse_unseen(session, customer_id, on, seen)
    replan(session, customer_id)
    (row,) = standings(session, cadence_in_force(session), [customer_id])
    if row.visit_id is None:
        raise NoPlan(row.why_not)
    return reschedule(session, actor, row.visit_id, on=on, reason=reason)


def _refuse_unseen(session: Session, customer_id: int, on: date, seen: int | None) -> None:
    """Before anything is planned anew, which is no colleague's doing."""
    visit = session.exec(select(Revisit).where(col(Revisit.customer_id) == customer_id, visit_is_open())).first()
    version = visit.row_version if visit else 0
    if seen is not None and seen != version:
        theirs: dict[str, object] = {"on": str(visit.planned_on)} if visit else {}
        raise Conflict(version=version, theirs=theirs, yours={"on": str(on)})


def _find_plan(session: Session, actor: Actor, customer_id: int, seen: int | None) -> RevisitPlan:
    """The customer's own, or a fresh one; Conflict when somebody changed it since."""
    _hold(session, actor, customer_id, Permission.REVISIT_PLAN)
    plan = session.exec(select(RevisitPlan).where(col(RevisitPlan.customer_id) == customer_id)).first()
    version = plan.row_version if plan else 0
    if seen is not None and seen != version:
        raise Conflict(version=version, theirs={}, yours={})
    return plan or RevisitPlan(customer_id=customer_id)


def _hold(session: Session, actor: Actor, customer_id: int, permission: Permission) -> None:
    mine = select(col(Customer.id)).where(col(Customer.id) == customer_id, customers_visible_to(actor, permission))
    if session.exec(mine.with_for_update(key_share=True)).first() is None:
        raise NotFound


def _refuse(problems: dict[str, str]) -> None:
    if found := {field: sentence for field, sentence in problems.items() if sentence}:
        raise Invalid(found)


def _kept(session: Session, actor: Actor, plan: RevisitPlan, action: str) -> RevisitPlan:
    session.add(plan)
    audit.record(session, actor, action, plan, detail={"customer": plan.customer_id})
    replan(session, plan.customer_id)
    return plan
