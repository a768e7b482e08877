"""Changing when the firm works: its week, and single days."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from sqlmodel import Session, col, delete, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.worktime.days import Week
from care.worktime.frames import BadFrames, Frame, Frames, frames_of, text_of
from care.worktime.queries import week_in_force
from core import clock
from core.errors import Conflict, Invalid, NotFound
from core.i18n import _
from db import dialect
from db.models import CalendarDay, DayKind, WorkFrame

MOST_DAYS = 31
"""Days set at once."""


def change_week(
    session: Session, actor: Actor, *, frames: Mapping[int, str], seen: Mapping[int, str] | None = None
) -> Week:
    """Set the hours of the weekdays that are given, 0 for Monday. `seen`: what stood there when the form was opened."""
    actor.require(Permission.SETTINGS_CHANGE)
    asked = _week(frames)
    dialect.lock_work_calendar(session)
    before = week_in_force(session)
    _refuse_stale(before, frames, seen)
    after = tuple(asked.get(weekday, before[weekday]) for weekday in range(7))
    if not any(after):
        raise Invalid({"week": _("At least one weekday needs working hours.")})
    if after != before:
        session.exec(delete(WorkFrame))
        session.add_all(_row(weekday, frame) for weekday, hours in enumerate(after) for frame in hours)
        changed = {weekday: (before[weekday], after[weekday]) for weekday in range(7)}
        detail = {f"weekday_{n}": list(map(text_of, both)) for n, both in changed.items() if both[0] != both[1]}
        audit.record(session, actor, "worktime.week_changed", detail=detail)
    return after


def set_day(
    session: Session,
    actor: Actor,
    day: date,
    *,
    kind: DayKind,
    name: str = "",
    frames: str = "",
    until: date | None = None,
) -> int:
    """Let the firm be closed or work on this day, or from it until another; how many days that is.

    What was set before for any of them is replaced. `frames`: own hours of a working day; empty: the ordinary ones.
    """
    actor.require(Permission.SETTINGS_CHANGE)
    last = until or day
    hours = _checked(day, last, kind, name, frames)
    dialect.lock_work_calendar(session)
    days = [day + timedelta(days=n) for n in range((last - day).days + 1)]
    for one in days:
        row = session.get(CalendarDay, one) or CalendarDay(day=one, kind=kind)
        row.kind, row.name, row.frames = kind, name.strip(), text_of(hours)
        session.add(row)
    detail = _span(day, until) | {"day_kind": kind.value} | ({"hours": text_of(hours)} if hours else {})
    audit.record(session, actor, "worktime.day_set", count=len(days), detail=detail)
    return len(days)


def clear_day(session: Session, actor: Actor, day: date, *, until: date | None = None) -> int:
    """Let the week and the public holidays decide about these days again; how many had been set."""
    actor.require(Permission.SETTINGS_CHANGE)
    last = until or day
    dialect.lock_work_calendar(session)
    rows = session.exec(select(CalendarDay).where(col(CalendarDay.day).between(day, last))).all()
    if not rows:
        raise NotFound
    for row in rows:
        session.delete(row)
    audit.record(session, actor, "worktime.day_cleared", count=len(rows), detail=_span(day, until))
    return len(rows)


def _span(day: date, until: date | None) -> dict[str, str]:
    return {"day": day.isoformat()} | ({"until": until.isoformat()} if until and until != day else {})


def _week(frames: Mapping[int, str]) -> dict[int, Frames]:
    asked, problems = {}, {}
    for weekday, written in frames.items():
        try:
            asked[weekday] = frames_of(written)
        except BadFrames as bad:
            problems[f"weekday_{weekday}"] = bad.sentence
    if problems:
        raise Invalid(problems)
    return asked


def _refuse_stale(before: Week, frames: Mapping[int, str], seen: Mapping[int, str] | None) -> None:
    if seen is None:
        return
    stale = [weekday for weekday, written in seen.items() if frames_of(written) != before[weekday]]
    if stale:
        theirs: dict[str, object] = {f"weekday_{weekday}": text_of(before[weekday]) for weekday in stale}
        yours: dict[str, object] = {f"weekday_{weekday}": frames.get(weekday, seen[weekday]) for weekday in stale}
        raise Conflict(version=0, theirs=theirs, yours=yours)


def _checked(day: date, last: date, kind: DayKind, name: str, frames: str) -> Frames:
    """The hours that were written; Invalid with a sentence for each field that is wrong."""
    problems: dict[str, str] = {}
    year = clock.today().year
    if not year - 30 <= day.year <= last.year <= year + 30:
        problems["day"] = _("The day must be within thirty years of today.")
    if last < day:
        problems["until"] = _("The last day comes before the first.")
    elif (last - day).days >= MOST_DAYS:
        problems["until"] = _("At most {n} days at once.").format(n=MOST_DAYS)
    if len(name.strip()) > 60:
        problems["name"] = _("At most {n} characters.").format(n=60)
    hours: Frames = ()
    try:
        hours = frames_of(frames)
    except BadFrames as bad:
        problems["frames"] = bad.sentence
    if hours and kind is DayKind.OFF:
        problems["frames"] = _("A day off has no working hours.")
    if problems:
        raise Invalid(problems)
    return hours


def _row(weekday: int, frame: Frame) -> WorkFrame:
    return WorkFrame(weekday=weekday, opens=_time(frame.opens), closes=_time(frame.closes))


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
