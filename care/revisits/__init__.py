"""Revisits 回访: customers are visited again as often as their tier asks, and nobody has to remember it."""

from care.revisits.about_queries import VisitAbout, visits_about
from care.revisits.after_complaints import after_complaint, forget_complaint, name_complaint
from care.revisits.agenda_queries import AGENDA_PAGE, Agenda, agenda
from care.revisits.cadence import Cadence, Due
from care.revisits.calendar_days import CalendarDate
from care.revisits.calendar_queries import CalendarSheet, CalendarVisit, calendar
from care.revisits.days import FURTHEST, day_problem
from care.revisits.due_queries import DueLine, DueVisits, Visits, due_lines
from care.revisits.exporting import export_file, hand_out_export
from care.revisits.faces import Face
from care.revisits.looking_again import calendar_stamp
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
from care.revisits.sheet_queries import Moved, VisitSheet, move_problem, visit_sheet
from care.revisits.spread import days_within, planned_day
from care.revisits.talking import log_contact
from care.revisits.visit_queries import LastTalk, Visit, visit
from care.revisits.whose import Choices, Named, Whose, calendar_choices
from care.revisits.words import CAUSES, DEMANDS, STATES, WHY_NOT
from care.revisits.working import attempt, complete, skip

__all__ = [
    "AGENDA_PAGE",
    "CAUSES",
    "DEMANDS",
    "FURTHEST",
    "LENGTHS",
    "LONGEST_CYCLE",
    "LONGEST_REASON",
    "POOR",
    "SATISFACTION",
    "SHORTEST_CYCLE",
    "STATES",
    "WHY_NOT",
    "Agenda",
    "Cadence",
    "CalendarDate",
    "CalendarSheet",
    "CalendarVisit",
    "Choices",
    "Due",
    "DueLine",
    "DueVisits",
    "Face",
    "LastTalk",
    "Moved",
    "Named",
    "NoPlan",
    "PlanStanding",
    "Queue",
    "QueueLine",
    "RevisitPolicy",
    "Script",
    "Visit",
    "VisitAbout",
    "VisitOver",
    "VisitReport",
    "VisitScripts",
    "VisitSheet",
    "Visits",
    "Whose",
    "after_complaint",
    "agenda",
    "attempt",
    "cadence_in_force",
    "calendar",
    "calendar_choices",
    "calendar_stamp",
    "complete",
    "day_problem",
    "day_warning",
    "days_within",
    "due_lines",
    "export_file",
    "forget_complaint",
    "hand_out_export",
    "is_dissatisfied",
    "log_contact",
    "move_problem",
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
    "visit_sheet",
    "visits_about",
]
