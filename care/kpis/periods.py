"""Periods as people name them: months, quarters, years and spans of days; half-open inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.errors import Refusal
from core.i18n import _

_EARLIEST, _LATEST = date(1900, 1, 1), date(2999, 12, 31)


class BadPeriod(Refusal):
    """A period that ends before it starts."""

    def __init__(self) -> None:
        super().__init__(_("The period ends before it starts."))


class TooFar(Refusal):
    """Days whose neighbours a calendar may not have."""

    def __init__(self) -> None:
        sentence = _("The period lies too far away: choose days between {first} and {last}.")
        super().__init__(sentence.format(first=_EARLIEST, last=_LATEST))


class Kind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CUSTOM = "custom"


_MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """From the first moment of `start` to the first moment of `end`, which is outside."""

    kind: Kind
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadPeriod

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def is_unfinished(self, today: date) -> bool:
        return today < self.end

    def counted_to(self, today: date) -> date:
        """The end of what has happened: the period's own, or the end of today."""
        return max(self.start, min(self.end, today + timedelta(days=1)))

    def previous(self, today: date) -> Period:
        """What it is compared with: as many days as have passed, of the period before."""
        elapsed = self.counted_to(today) - self.start
        if self.kind is Kind.CUSTOM:
            return Period(Kind.CUSTOM, self.start - elapsed, self.start)
        before = first_of_month(self.start, -_MONTHS[self.kind])
        if not self.is_unfinished(today):
            return Period(self.kind, before, self.start)
        return Period(Kind.CUSTOM, before, min(before + elapsed, self.start))


HARDLY_BEGUN = 3
"""Days of a month after which it says anything."""


def month_told(today: date) -> Period:
    """For a glance: this month so far, and in its first days the month that has just ended."""
    return month_of(today if today.day > HARDLY_BEGUN else today - timedelta(days=today.day))


def month_of(day: date) -> Period:
    start = day.replace(day=1)
    return Period(Kind.MONTH, start, first_of_month(start, 1))


def quarter_of(day: date) -> Period:
    start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(Kind.QUARTER, start, first_of_month(start, 3))


def year_of(day: date) -> Period:
    return Period(Kind.YEAR, date(day.year, 1, 1), date(day.year + 1, 1, 1))


def natural(kind: Kind, day: date) -> Period:
    """The month, quarter or year that holds this day."""
    return {Kind.MONTH: month_of, Kind.QUARTER: quarter_of, Kind.YEAR: year_of}[kind](day)


def custom(first: date, last: date) -> Period:
    """Both days are inside, as people say it. A whole month, quarter or year is taken as one.

    BadPeriod when it ends before it starts, TooFar outside 1900 to 2999.
    """
    if last < first:
        raise BadPeriod
    if first < _EARLIEST or last > _LATEST:
        raise TooFar
    end = last + timedelta(days=1)
    for named in (month_of(first), quarter_of(first), year_of(first)):
        if (named.start, named.end) == (first, end):
            return named
    return Period(Kind.CUSTOM, first, end)


def first_of_month(day: date, months_later: int = 0) -> date:
    months = day.year * 12 + day.month - 1 + months_later
    return date(months // 12, months % 12 + 1, 1)


def months_to(end: date, count: int) -> list[tuple[date, date]]:
    """The months that lead to `end`, oldest first, the last one cut off there: pairs of start and end."""
    last = first_of_month(max(end - timedelta(days=1), date.min))
    starts = [first_of_month(last, -back) for back in range(count - 1, -1, -1)]
    return [(start, min(end, first_of_month(start, 1))) for start in starts]
