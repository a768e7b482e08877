"""When the firm works, and the two questions about it: when is it due, and how long did it take."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from care.worktime.days import FURTHEST_DAYS, TooFar, WorkDays
from care.worktime.intervals import Interval, gaps, in_utc
from care.worktime.shifts import shifts
from db.models import ClockMode

Pauses = Sequence[tuple[datetime, datetime]]
_ZERO = timedelta()


class _Day(NamedTuple):
    shifts: tuple[Interval, ...]
    total: timedelta


@dataclass(frozen=True)
class WorkCalendar(WorkDays):
    """Weekly hours, public holidays with the weekend days worked in exchange, and the firm's own days over both.

    In NATURAL mode all time counts, in WORKING mode open hours alone; pauses count in neither.
    In a year whose public holidays are not known the week alone decides: see `unknown_years`.
    """

    zone: tzinfo = ZoneInfo("Asia/Shanghai")
    _days: dict[int, _Day] = field(default_factory=dict, init=False, repr=False, compare=False)

    def after(self, start: datetime, span: timedelta, *, mode: ClockMode, pauses: Pauses = ()) -> datetime:
        """When is it due: the earliest moment, in UTC, up to which `span` has been counted from `start`.

        What ends exactly at closing time is due at closing time, not when the firm opens again.
        """
        if span < _ZERO:
            raise ValueError("a span that is due lies ahead")
        begin = in_utc(start)
        if not span:
            return begin
        left = span
        for piece_start, piece_end in gaps(begin, pauses):
            if piece_end is not None:
                counted = self._counted(piece_start, piece_end, mode)
                if counted < left:
                    left -= counted
                    continue
            return piece_start + left if mode is ClockMode.NATURAL else self._reach(piece_start, left)
        raise AssertionError("the last piece has no end")

    def between(self, start: datetime, end: datetime, *, mode: ClockMode, pauses: Pauses = ()) -> timedelta:
        """How long did it take: the time counted from `start` up to `end`; negative when `end` comes first."""
        begin, until = in_utc(start), in_utc(end)
        if until < begin:
            return -self.between(until, begin, mode=mode, pauses=pauses)
        total = _ZERO
        for piece_start, piece_end in gaps(begin, pauses):
            if piece_start >= until:
                break
            total += self._counted(piece_start, min(piece_end or until, until), mode)
        return total

    def is_open(self, moment: datetime) -> bool:
        return any(shift.start <= moment < shift.end for shift in self._day(self._ordinal(moment)).shifts)

    def next_change(self, moment: datetime) -> datetime | None:
        """When the firm next opens or closes, in UTC; None: not within a year and a bit."""
        at, open_now = in_utc(moment), self.is_open(moment)
        first = self._ordinal(moment)
        for ordinal in range(first, first + 400):
            for shift in self._day(ordinal).shifts:
                if shift.end <= at:
                    continue
                if not open_now or shift.start > at:
                    return at if open_now else shift.start
                at = shift.end
        return at if open_now and not self.is_open(at) else None

    def _counted(self, start: datetime, end: datetime, mode: ClockMode) -> timedelta:
        return end - start if mode is ClockMode.NATURAL else self._open_between(start, end)

    def _open_between(self, start: datetime, end: datetime) -> timedelta:
        first, last = self._ordinal(start), self._ordinal(end)
        if last - first > FURTHEST_DAYS:
            raise TooFar
        edges = (first,) if first == last else (first, last)
        cut = (min(shift.end, end) - max(shift.start, start) for edge in edges for shift in self._day(edge).shifts)
        whole = (self._day(ordinal).total for ordinal in range(first + 1, last))
        return sum(whole, sum((part for part in cut if part > _ZERO), _ZERO))

    def _reach(self, start: datetime, span: timedelta) -> datetime:
        left, first = span, self._ordinal(start)
        for ordinal in range(first, first + FURTHEST_DAYS):
            day = self._day(ordinal)
            if ordinal > first and left > day.total:
                left -= day.total
                continue
            for shift in day.shifts:
                opens = max(shift.start, start)
                if opens + left <= shift.end:
                    return opens + left
                left -= max(shift.end - opens, _ZERO)
        raise self.unreachable()

    def _ordinal(self, moment: datetime) -> int:
        return moment.astimezone(self.zone).toordinal()

    def _day(self, ordinal: int) -> _Day:
        """Kept, since a board asks about the same fortnight hundreds of times."""
        found = self._days.get(ordinal)
        if found is None:
            day = date.fromordinal(ordinal)
            open_hours = shifts(day, self.frames_on(day), self.zone)
            found = _Day(open_hours, sum((shift.end - shift.start for shift in open_hours), _ZERO))
            self._days[ordinal] = found
        return found
