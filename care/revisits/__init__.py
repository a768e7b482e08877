"""Revisits 回访: customers are visited again as often as their tier asks, and nobody has to remember it."""

from care.revisits.cadence import Cadence, Due
from care.revisits.days import FURTHEST, day_problem
from care.revisits.eligible import NEW_FOR
from care.revisits.planner import plan_all
from care.revisits.policy import RevisitPolicy
from care.revisits.refusals import VisitOver
from care.revisits.rescheduling import LONGEST_REASON, reschedule
from care.revisits.settling import cadence_in_force, settle
from care.revisits.spread import planned_day

__all__ = [
    "FURTHEST",
    "LONGEST_REASON",
    "NEW_FOR",
    "Cadence",
    "Due",
    "RevisitPolicy",
    "VisitOver",
    "cadence_in_force",
    "day_problem",
    "plan_all",
    "planned_day",
    "reschedule",
    "settle",
]
