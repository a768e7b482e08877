"""Counting down to what was promised: clocks that run, pause and are put off, and whom they make us tell.

Complaints and leads use this one engine; each has its own numbers, rows and sentences.
"""

from care.countdown.alarms import Alarm, Level, breaches, due_levels, next_at, warned_at
from care.countdown.counting import (
    ClockFace,
    Reprieve,
    Run,
    Standing,
    Verdicts,
    closed,
    due_at,
    extended_due_at,
    face,
    moment,
    resumed,
    used,
    verdicts,
)

__all__ = [
    "Alarm",
    "ClockFace",
    "Level",
    "Reprieve",
    "Run",
    "Standing",
    "Verdicts",
    "breaches",
    "closed",
    "due_at",
    "due_levels",
    "extended_due_at",
    "face",
    "moment",
    "next_at",
    "resumed",
    "used",
    "verdicts",
    "warned_at",
]
