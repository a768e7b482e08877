"""Clocks counted: what is due when, what was used, how it ended. Pure; the times are arguments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from care.worktime import Interval, WorkCalendar
from db.models import ClockKind, ClockMode, ClockVerdict

_NONE_LEFT = timedelta()
_MINUTE = timedelta(minutes=1)


class Standing(StrEnum):
    ON_TIME = "on_time"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    EXCLUDED = "excluded"


class Reprieve(NamedTuple):
    """An approved extension: until when, counted on from when it was approved."""

    until: datetime
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """One clock as its rows have it: everything else is counted from this."""

    kind: ClockKind
    started_at: datetime
    target: timedelta
    mode: ClockMode
    pauses: tuple[Interval, ...] = ()
    """Those that are over; of a complaint only the resolution ever pauses."""
    paused_since: datetime | None = None
    reprieve: Reprieve | None = None


class Verdicts(NamedTuple):
    original: ClockVerdict
    extended: ClockVerdict
    """The same as the original without an extension."""
    net_minutes: int
    """Whole minutes counted from start to stop, without pauses and, on working time, without closed hours."""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """One clock as it is shown."""

    kind: ClockKind
    standing: Standing
    """By the extended due moment when there is one."""
    target: timedelta
    used: timedelta
    left: timedelta | None
    """Counted time until it is due, below zero when it is overdue; None: it stopped."""
    due_at: datetime | None
    """By the original target; None while it is paused."""
    extended_due_at: datetime | None
    stopped_at: datetime | None
    verdict: ClockVerdict | None
    """By the original target, once it stopped."""
    is_running_now: bool
    """Whether time is being counted at this moment: not while it is paused, nor, on working time, when closed."""


def due_at(run: Run, calendar: WorkCalendar) -> datetime | None:
    """By the original target; None while it is paused."""
    if run.paused_since is not None:
        return None
    return moment(run, run.target, calendar)


def moment(run: Run, span: timedelta, calendar: WorkCalendar) -> datetime:
    """When so much time has been counted."""
    return calendar.after(run.started_at, span, mode=run.mode, pauses=run.pauses)


def extended_due_at(run: Run, calendar: WorkCalendar) -> datetime | None:
    """What was promised, put off by whatever the customer kept us waiting since; None: no extension, or paused."""
    if run.reprieve is None or run.paused_since is not None:
        return None
    due = run.reprieve.until
    for pause in sorted(run.pauses):
        begun = max(pause.start, run.reprieve.decided_at)
        if begun >= min(pause.end, due):
            continue  # it was over by then, or the promise was already broken
        waited = calendar.between(begun, pause.end, mode=run.mode)
        due = calendar.after(due, waited, mode=run.mode)
    return due


def used(run: Run, now: datetime, calendar: WorkCalendar) -> timedelta:
    """Counted so far; nothing is counted before the start."""
    until = max(run.paused_since or now, run.started_at)
    return calendar.between(run.started_at, until, mode=run.mode, pauses=run.pauses)


def verdicts(run: Run, at: datetime, calendar: WorkCalendar) -> Verdicts:
    """How a clock without an open pause ends at `at`. What is done at the due moment itself is done in time."""
    original = _verdict(due_at(run, calendar), at)
    extended = _verdict(extended_due_at(run, calendar), at) if run.reprieve else original
    return Verdicts(original, extended, used(run, at, calendar) // _MINUTE)


def face(run: Run, now: datetime, calendar: WorkCalendar, *, warn_percent: int) -> ClockFace:
    """A clock that has not stopped."""
    going = resumed(run, now)
    due, extended = due_at(going, calendar), extended_due_at(going, calendar)
    spent = used(run, now, calendar)
    left = run.target - spent if extended is None else calendar.between(now, extended, mode=run.mode)
    is_paused = run.paused_since is not None
    return ClockFace(
        kind=run.kind,
        standing=Standing.PAUSED if is_paused else _standing(spent, left, extended or due, now, warn_percent),
        target=run.target,
        used=spent,
        left=left,
        due_at=None if is_paused else due,
        extended_due_at=None if is_paused else extended,
        stopped_at=None,
        verdict=None,
        is_running_now=not is_paused and (run.mode is ClockMode.NATURAL or calendar.is_open(now)),
    )


def resumed(run: Run, at: datetime) -> Run:
    """The clock as it goes on when its pause, if there is one, ends at `at`."""
    if run.paused_since is None:
        return run
    return replace(run, pauses=(*run.pauses, Interval(run.paused_since, at)), paused_since=None)


def closed(pauses: Sequence[tuple[datetime, datetime | None]]) -> tuple[tuple[Interval, ...], datetime | None]:
    """Pauses as their rows have them: those that are over, and since when the open one lasts."""
    over = tuple(Interval(start, end) for start, end in pauses if end is not None)
    return over, next((start for start, end in pauses if end is None), None)


def _standing(spent: timedelta, left: timedelta, due: datetime | None, now: datetime, warn_percent: int) -> Standing:
    if due is not None and now > due:
        return Standing.OVERDUE
    return Standing.AT_RISK if spent * 100 >= (spent + max(left, _NONE_LEFT)) * warn_percent else Standing.ON_TIME


def _verdict(due: datetime | None, at: datetime) -> ClockVerdict:
    return ClockVerdict.MET if due is None or at <= due else ClockVerdict.MISSED
