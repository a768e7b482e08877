"""Customers visited again in the cycle of their tier."""

from sqlalchemy import and_
from sqlmodel import Session, col

from care.handbook.check import Asked, Cases, Check
from care.handbook.number import Number, NumberUnit
from care.revisits import RevisitPolicy
from core import clock
from core.i18n import N_
from db.models import Revisit, Subject, VisitState


def _visited(_session: Session, asked: Asked) -> tuple[Cases]:
    """As the number of revisits made in time counts them: what may still be made in time is left out."""
    waiting = and_(col(Revisit.state) == VisitState.OPEN, col(Revisit.latest_on) >= clock.local(asked.now).date())
    stands = [state for state in VisitState if state is not VisitState.CANCELLED]
    ours = (col(Revisit.state).in_(stands), ~waiting, col(Revisit.import_job_id).is_(None))
    is_done = col(Revisit.state) == VisitState.DONE
    return (
        Cases(
            Revisit.__table__, ours, col(Revisit.id), col(Revisit.customer_id), col(Revisit.assignee_id),  # type: ignore[attr-defined]
            col(Revisit.team_id), and_(is_done, col(Revisit.done_on) <= col(Revisit.latest_on)), col(Revisit.due_on),
            col(Revisit.latest_on), col(Revisit.done_at), hint=(Revisit, "ix_revisits_due"),
        ),
    )  # fmt: skip


def _days(name: str, label: str, path: str, unit: NumberUnit = NumberUnit.DAYS) -> Number:
    return Number(name, label, RevisitPolicy, (path,), unit)


CHECKS = (
    Check(
        "revisited_in_time",
        N_("Customers revisited in their cycle"),
        N_("Every revisit by the day it was due; met when it was made within its grace. One left out is not made."),
        N_("It was to be made by {due}; ended: {done}."),
        Subject.CUSTOMER,
        _visited,
        numbers=(
            _days("revisit.tier_a_days", N_("Customers of tier A are revisited every"), "tier_a_days"),
            _days("revisit.tier_b_days", N_("Customers of tier B are revisited every"), "tier_b_days"),
            _days("revisit.tier_c_days", N_("Customers of tier C are revisited every"), "tier_c_days"),
            Number(
                "revisit.after_order_days",
                N_("The first visit after an order comes within"),
                RevisitPolicy,
                ("after_order_days",),
                NumberUnit.DAYS,
                least=0,
            ),
            _days("revisit.attempts", N_("Tries until a customer counts as not reached"), "attempts", NumberUnit.TIMES),
        ),
    ),
)
