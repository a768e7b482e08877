"""Revisits 回访: customers are visited again as often as their tier asks, and nobody has to remember it."""

from care.revisits.agenda_queries import PAGE, Agenda, agenda
from care.revisits.cadence import Cadence, Due
from care.revisits.calendar_days import CalendarDate
from care.revisits.calendar_queries import CalendarSheet, CalendarVisit, calendar
from care.revisits.days import FURTHEST, day_problem
from care.revisits.eligible import NEW_FOR
from care.revisits.faces import Face
from care.revisits.planner import plan_all
from care.revisits.policy import RevisitPolicy
from care.revisits.refusals import VisitOver
from care.revisits.rescheduling import LONGEST_REASON, reschedule
from care.revisits.settling import cadence_in_force, settle
from care.revisits.sheet_queries import Moved, VisitSheet, move_problem, visit_sheet
from care.revisits.spread import planned_day
from care.revisits.whose import Choices, Named, Whose, calendar_choices

__all__ = [
    "FURTHEST",
    "LONGEST_REASON",
    "NEW_FOR",
    "PAGE",
    "Agenda",
    "Cadence",
    "CalendarDate",
    "CalendarSheet",
    "CalendarVisit",
    "Choices",
    "Due",
    "Face",
    "Moved",
    "Named",
    "RevisitPolicy",
    "VisitOver",
    "VisitSheet",
    "Whose",
    "agenda",
    "cadence_in_force",
    "calendar",
    "calendar_choices",
    "day_problem",
    "move_problem",
    "plan_all",
    "planned_day",
    "reschedule",
    "settle",
    "visit_sheet",
]
