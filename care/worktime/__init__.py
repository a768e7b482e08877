"""Working time: when the firm is open, when something is due, how long something took."""

from care.worktime.calendar import Pauses, WorkCalendar
from care.worktime.commands import MOST_DAYS, change_week, clear_day, set_day
from care.worktime.days import DEFAULT_WEEK, FURTHEST_YEARS, NeverOpen, OwnDay, TooFar, Week
from care.worktime.frames import BadFrames, Frame, frames_of, minutes_of, text_of
from care.worktime.holidays import NAMES, public_day
from care.worktime.intervals import Interval
from care.worktime.queries import DaySource, SpecialDay, WorkingTime, calendar_in_force, warning, working_time
from care.worktime.spans import span

__all__ = [
    "DEFAULT_WEEK",
    "FURTHEST_YEARS",
    "MOST_DAYS",
    "NAMES",
    "BadFrames",
    "DaySource",
    "Frame",
    "Interval",
    "NeverOpen",
    "OwnDay",
    "Pauses",
    "SpecialDay",
    "TooFar",
    "Week",
    "WorkCalendar",
    "WorkingTime",
    "calendar_in_force",
    "change_week",
    "clear_day",
    "frames_of",
    "minutes_of",
    "public_day",
    "set_day",
    "span",
    "text_of",
    "warning",
    "working_time",
]
