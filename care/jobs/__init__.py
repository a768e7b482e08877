"""What runs by itself: one table of jobs, each claimed by one server at a time, each run's result kept."""

from care.jobs.overview import AlreadyRunning, JobRow, overview, run_now
from care.jobs.rhythm import Daily, Every, Monthly, Rhythm
from care.jobs.running import Ran, run_due
from care.jobs.schedule import SCHEDULE, ScheduledJob, at_once
from care.jobs.scheduler import keep, wake

__all__ = [
    "SCHEDULE",
    "AlreadyRunning",
    "Daily",
    "Every",
    "JobRow",
    "Monthly",
    "Ran",
    "Rhythm",
    "ScheduledJob",
    "at_once",
    "keep",
    "overview",
    "run_due",
    "run_now",
    "wake",
]
