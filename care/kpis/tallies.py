"""Counts by day, added up once: any period's number is then two look-ups."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from itertools import accumulate


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
