"""Which hours are worked on which day: the firm's own word first, then the public holidays, then the week."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from care.worktime.frames import Frame, Frames, joined
from care.worktime.holidays import is_known, public_day
from core.errors import Refusal
from core.i18n import _
from db.models import DayKind

Week = tuple[Frames, ...]
"""The hours of Monday to Sunday."""

ORDINARY: Frames = (Frame(9 * 60, 12 * 60), Frame(13 * 60 + 30, 18 * 60))
DEFAULT_WEEK: Week = (ORDINARY,) * 5 + ((), ())
FURTHEST_YEARS = 50
"""How far anything is counted: beyond it lies a slip of the keyboard."""
FURTHEST_DAYS = FURTHEST_YEARS * 366


class NeverOpen(Refusal):
    def __init__(self) -> None:
        super().__init__(_("The work calendar has no working hours, so nothing can fall due in them."))


class TooFar(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This reaches over more than {n} years of working time.").format(n=FURTHEST_YEARS))


class OwnDay(NamedTuple):
    """A day on which the firm does otherwise than its week and the public holidays say."""

    day: date
    kind: DayKind
    name: str = ""
    frames: Frames = ()
    """Of a working day; empty: the hours of an ordinary working day."""


@dataclass(frozen=True)
class WorkDays:
    """The week, and the days that differ from it."""

    week: Week = DEFAULT_WEEK
    own: tuple[OwnDay, ...] = ()

    def is_working_day(self, day: date) -> bool:
        return bool(self.frames_on(day))

    def day_after(self, day: date, working_days: int) -> date:
        """The so-manieth working day after `day`; 0: the day itself, or the next one that is worked."""
        if working_days < 0:
            raise ValueError("days are counted forward")
        left, first = working_days, day.toordinal()
        for ordinal in range(first if not left else first + 1, first + FURTHEST_DAYS):
            worked = self.is_working_day(date.fromordinal(ordinal))
            left -= worked
            if worked and left <= 0:
                return date.fromordinal(ordinal)
        raise self.unreachable()

    def frames_on(self, day: date) -> Frames:
        """The hours of this day: the firm's own word first, then the public holidays, then the week."""
        if own := self.own_day(day):
            return () if own.kind is DayKind.OFF else joined(own.frames) or self.ordinary(day.weekday())
        if public := public_day(day):
            return () if public.kind is DayKind.OFF else self.ordinary(day.weekday())
        return joined(self.week[day.weekday()])

    def ordinary(self, weekday: int) -> Frames:
        """The hours of a weekday that is worked against the rule: a weekend then keeps Monday's, whole and not half."""
        weekly = [joined(frames) for frames in self.week]
        return (weekly[weekday] if weekday < 5 else ()) or next(filter(None, weekly), ())

    def unknown_years(self, first: int, last: int) -> tuple[int, ...]:
        """The years from `first` to `last` whose public holidays are not known."""
        return tuple(year for year in range(first, last + 1) if not is_known(year))

    def unreachable(self) -> Refusal:
        """Why something cannot fall due."""
        works = any(self.week) or any(own.kind is DayKind.WORK and own.frames for own in self.own)
        return TooFar() if works else NeverOpen()

    def own_day(self, day: date) -> OwnDay | None:
        """What the firm has said about this very day."""
        return self._own.get(day)

    @cached_property
    def _own(self) -> dict[date, OwnDay]:
        return {own.day: own for own in self.own}
