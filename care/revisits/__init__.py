"""Revisits 回访: customers are visited again as often as their tier asks, and nobody has to remember it."""

from care.revisits.about_queries import VisitAbout, visits_about
from care.revisits.after_complaints import after_complaint, forget_complaint, name_complaint
from care.revisits.cadence import Cadence, Due
from care.revisits.completion import Completion, completion
from care.revisits.days import FURTHEST, day_problem
from care.revisits.due_queries import DueLine, DueVisits, Visits, due_lines
from care.revisits.eligible import NEW_FOR
from care.revisits.plan_queries import PlanStanding, day_warning, standing_of
from care.revisits.planner import plan_all
from care.revisits.plans import pause, resume, set_cycle, set_day
from care.revisits.policy import LONGEST_CYCLE, SHORTEST_CYCLE, RevisitPolicy
from care.revisits.queue_queries import Queue, QueueLine, queue
from care.revisits.refusals import NoPlan, VisitOver
from care.revisits.report import LENGTHS, POOR, SATISFACTION, VisitReport, is_dissatisfied
from care.revisits.rescheduling import LONGEST_REASON, reschedule
from care.revisits.scripts import Script, VisitScripts
from care.revisits.settling import cadence_in_force, replan, settle
from care.revisits.spread import days_within, planned_day
from care.revisits.talking import log_contact
from care.revisits.visit_queries import LastTalk, Visit, visit
from care.revisits.words import CAUSES, DEMANDS, STATES, WHY_NOT
from care.revisits.working import attempt, complete, skip

__all__ = [
    "CAUSES",
    "Cadence",
    "Completion",
    "DEMANDS",
    "Due",
    "DueLine",
    "DueVisits",
    "FURTHEST",
    "LENGTHS",
    "LONGEST_CYCLE",
    "LONGEST_REASON",
    "LastTalk",
    "NEW_FOR",
    "NoPlan",
    "POOR",
    "PlanStanding",
    "Queue",
    "QueueLine",
    "RevisitPolicy",
    "SATISFACTION",
    "SHORTEST_CYCLE",
    "STATES",
    "Script",
    "Visit",
    "VisitAbout",
    "VisitOver",
    "VisitReport",
    "VisitScripts",
    "Visits",
    "WHY_NOT",
    "after_complaint",
    "attempt",
    "cadence_in_force",
    "complete",
    "completion",
    "day_problem",
    "day_warning",
    "days_within",
    "due_lines",
    "forget_complaint",
    "is_dissatisfied",
    "log_contact",
    "name_complaint",
    "pause",
    "plan_all",
    "planned_day",
    "queue",
    "replan",
    "reschedule",
    "resume",
    "set_cycle",
    "set_day",
    "settle",
    "skip",
    "standing_of",
    "visit",
    "visits_about",
]
