"""The calendar in force, and the page about it."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.worktime.calendar import WorkCalendar
from care.worktime.days import DEFAULT_WEEK, OwnDay, Week
from care.worktime.frames import Frame, Frames, frames_of, text_of
from care.worktime.holidays import public_day
from core import clock
from core.i18n import ngettext
from core.settings import settings
from db.models import CalendarDay, DayKind, WorkFrame


class DaySource(StrEnum):
    PUBLIC = "public"
    OWN = "own"


@dataclass(frozen=True)
class SpecialDay:
    day: date
    kind: DayKind
    name: str
    """Own words, or the holiday's name in English for a public one."""
    hours: str
    source: DaySource
    over_public: bool = False
    """The firm's own word where the public holidays say something as well."""


@dataclass(frozen=True)
class WorkingTime:
    week: tuple[str, ...]
    """Monday to Sunday, as in 09:00-12:00 13:30-18:00; empty when closed."""
    ordinary: str
    """The hours of a weekend day that is worked."""
    own: tuple[SpecialDay, ...]
    """All that the firm has set from the first of the years on."""
    by_year: dict[int, tuple[SpecialDay, ...]]
    """Whatever differs from the week in this year and the next."""
    missing_years: tuple[int, ...]
    is_open: bool
    next_change: datetime | None


def calendar_in_force(session: Session) -> WorkCalendar:
    """The installed calendar, read afresh; one object as long as nothing changes, so that it keeps what it counted."""
    return _calendar(week_in_force(session), own_days(session), settings().time_zone)


def week_in_force(session: Session) -> Week:
    """The stored week, or the default one before anybody has set any."""
    rows = session.exec(select(col(WorkFrame.weekday), col(WorkFrame.opens), col(WorkFrame.closes))).all()
    if not rows:
        return DEFAULT_WEEK
    hours: list[list[Frame]] = [[] for _weekday in range(7)]
    for weekday, opens, closes in rows:
        # A time of day has no 24:00; midnight closes the day.
        hours[weekday].append(Frame(_minutes(opens), _minutes(closes) or 24 * 60))
    return tuple(tuple(sorted(frames)) for frames in hours)


def own_days(session: Session) -> tuple[OwnDay, ...]:
    """Every day on which the firm does otherwise, in order."""
    rows = session.exec(
        select(col(CalendarDay.day), col(CalendarDay.kind), col(CalendarDay.name), col(CalendarDay.frames)).order_by(
            col(CalendarDay.day)
        )
    )
    return tuple(OwnDay(day, kind, name, _frames(frames)) for day, kind, name, frames in rows)


def working_time(session: Session, actor: Actor) -> WorkingTime:
    """What the settings page shows: the week, this year's and the next one's special days, what is missing."""
    actor.require(Permission.SETTINGS_CHANGE)
    calendar, now = calendar_in_force(session), clock.now()
    first = clock.today().year
    special = [day for day in (_special(calendar, day) for day in _days(first, first + 1)) if day]
    by_year = {year: tuple(days) for year, days in groupby(special, key=lambda special: special.day.year)}
    own = tuple(_own(calendar, own) for own in calendar.own if own.day.year >= first)
    return WorkingTime(
        week=tuple(map(text_of, calendar.week)),
        ordinary=text_of(calendar.ordinary(5)),
        own=own,
        by_year={year: by_year.get(year, ()) for year in (first, first + 1)},
        missing_years=calendar.unknown_years(first, first + 1),
        is_open=calendar.is_open(now),
        next_change=calendar.next_change(now),
    )


def warning(calendar: WorkCalendar, first: date, last: date) -> str:
    """A sentence when public holidays between the two days or moments are not known; empty when they are."""
    years = calendar.unknown_years(_year(first, calendar.zone), _year(last, calendar.zone))
    if not years:
        return ""
    return ngettext(
        "The public holidays of {years} are not known yet: its days are counted by the weekly hours alone.",
        "The public holidays of {years} are not known yet: their days are counted by the weekly hours alone.",
        len(years),
    ).format(years=f"{years[0]}–{years[-1]}" if len(years) > 1 else years[0])


@lru_cache(maxsize=16)
def _calendar(week: Week, own: tuple[OwnDay, ...], zone: tzinfo) -> WorkCalendar:
    return WorkCalendar(week=week, own=own, zone=zone)


@lru_cache(maxsize=1000)
def _frames(written: str) -> Frames:
    return frames_of(written)


def _special(calendar: WorkCalendar, day: date) -> SpecialDay | None:
    if own := calendar.own_day(day):
        return _own(calendar, own)
    public = public_day(day)
    if public is None:
        return None
    return SpecialDay(day, public.kind, public.name, text_of(calendar.frames_on(day)), DaySource.PUBLIC)


def _own(calendar: WorkCalendar, own: OwnDay) -> SpecialDay:
    hours = text_of(calendar.frames_on(own.day))
    return SpecialDay(own.day, own.kind, own.name, hours, DaySource.OWN, public_day(own.day) is not None)


def _days(first_year: int, last_year: int) -> list[date]:
    first, last = date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
    return [date.fromordinal(ordinal) for ordinal in range(first, last + 1)]


def _year(day: date, zone: tzinfo) -> int:
    return day.astimezone(zone).year if isinstance(day, datetime) else day.year


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
