"""How a customer stands with their visits: when the next one is, and what differs from the plan of their tier."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.revisits.days import day_problem
from care.revisits.settling import cadence_in_force
from care.revisits.standing import standings
from care.revisits.talking import visit_due
from care.worktime import warning
from core.errors import NotFound
from db.models import Customer, PlanEnd, Revisit, RevisitPlan, VisitCause


@dataclass(frozen=True)
class PlanStanding:
    """One customer's plan. Without an open visit: why nobody visits them."""

    revisit_id: int | None
    version: int
    planned_on: date | None
    due_on: date | None
    cause: VisitCause | None
    is_overdue: bool
    is_due: bool
    """It may be made today: whoever talks with the customer makes it."""
    why_not: PlanEnd | None
    cycle_days: int
    own_cycle: int | None
    reason: str
    paused_reason: str
    plan_version: int
    """0: nothing differs from the tier."""
    may_work: bool
    may_plan: bool


def standing_of(session: Session, actor: Actor, customer_id: int) -> PlanStanding:
    """For the file of a customer whom the actor sees."""
    actor.require(Permission.REVISIT_READ)
    if not _sees(session, actor, customer_id, Permission.CUSTOMER_READ):
        raise NotFound
    cadence = cadence_in_force(session)
    (row,) = standings(session, cadence, [customer_id])
    visit = session.get(Revisit, row.visit_id) if row.visit_id else None
    plan = session.exec(select(RevisitPlan).where(col(RevisitPlan.customer_id) == customer_id)).first()
    may_work = _sees(session, actor, customer_id, Permission.REVISIT_WORK)
    return PlanStanding(
        revisit_id=row.visit_id,
        version=visit.row_version if visit else 0,
        planned_on=row.planned_on,
        due_on=visit.due_on if visit else None,
        cause=visit.cause if visit else None,
        is_overdue=row.planned_on is not None and row.planned_on < cadence.today,
        is_due=may_work and visit_due(session, actor, customer_id) is not None,
        why_not=row.why_not,
        cycle_days=row.cycle,
        own_cycle=plan.cycle_days if plan else None,
        reason=plan.reason if plan else "",
        paused_reason=plan.paused_reason if plan else "",
        plan_version=plan.row_version if plan else 0,
        may_work=may_work,
        may_plan=_sees(session, actor, customer_id, Permission.REVISIT_PLAN),
    )


def day_warning(session: Session, actor: Actor, on: date) -> str:
    """What is to be known of a day before a visit is put there: closed, over, or of a year without holiday data."""
    actor.require(Permission.REVISIT_READ)
    cadence = cadence_in_force(session)
    return day_problem(on, cadence) or warning(cadence.calendar, on, on)


def _sees(session: Session, actor: Actor, customer_id: int, permission: Permission) -> bool:
    if not actor.may(permission):
        return False
    mine = select(col(Customer.id)).where(col(Customer.id) == customer_id, customers_visible_to(actor, permission))
    return session.exec(mine).first() is not None
