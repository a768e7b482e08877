"""Counts by day, added up once: any period's number is then two look-ups."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from operator import itemgetter


class Tally:
    """How much had come together before a given day."""

    def __init__(self, by_day: Iterable[tuple[date, int]]) -> None:
        days = sorted(by_day)
        self._days = [day for day, _count in days]
        self._sums = [0, *accumulate(count for _day, count in days)]

    def before(self, day: date) -> int:
        return self._sums[bisect_left(self._days, day)]

    def within(self, start: date, end: date) -> int:
        return self.before(end) - self.before(start)


class Silences:
    """Gaps between purchases that are longer than the window, as pairs of the day before and the day after."""

    def __init__(self, pairs: Iterable[tuple[date, date]], window: timedelta) -> None:
        self._window = window
        self._pairs = sorted(pairs, key=itemgetter(1))
        self._ends = [back for _last, back in self._pairs]
        self._begun = Tally((last, 1) for last, _back in self._pairs)

    def at(self, day: date) -> int:
        """Silent for the whole window before this day: longer than it, all that are over had begun by then."""
        return self._begun.before(day - self._window) - bisect_left(self._ends, day)

    def fallen_into(self, start: date, end: date) -> int:
        """Still within the window at the start, silent at the end; for periods no longer than the window."""
        first = start - self._window
        over = self._pairs[bisect_left(self._ends, start) : bisect_left(self._ends, end)]
        return self._begun.within(first, end - self._window) - sum(last >= first for last, _back in over)
