"""A measure's days in order: how much had come together before any of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import accumulate


class Months:
    """Read only as far as a question asks: the days of most months are never looked at."""

    def __init__(self, rows: Iterable[tuple[int, int, str]]) -> None:
        by_month: dict[int, tuple[int, list[str]]] = {}
        for month, total, days in rows:
            known, texts = by_month.get(month, (0, []))
            by_month[month] = (known + total, [*texts, days])
        self._months = sorted(by_month)
        self._texts = [by_month[month][1] for month in self._months]
        self._sums = [0, *accumulate(by_month[month][0] for month in self._months)]
        self._late: list[tuple[int, int]] = []
        self._late_days: list[int] = []
        self._late_sums = [0]
        self._known: dict[int, int] = {}

    def change(self, changes: Iterable[tuple[int, int]]) -> None:
        """Days and amounts that are not among the rows yet."""
        self._late = sorted([*self._late, *changes])
        self._late_days = [day for day, _amount in self._late]
        self._late_sums = [0, *accumulate(amount for _day, amount in self._late)]
        self._known.clear()

    def before(self, day: date) -> int:
        ordinal = day.toordinal()
        if ordinal not in self._known:
            self._known[ordinal] = self._before(ordinal)
        return self._known[ordinal]

    def _before(self, ordinal: int) -> int:
        late = self._late_sums[bisect_left(self._late_days, ordinal)]
        place = bisect_right(self._months, ordinal) - 1
        if place < 0:
            return late
        upto = ordinal - self._months[place]
        return late + self._sums[place] + sum(sum(map(int, text.split(",")[:upto])) for text in self._texts[place])

    def within(self, start: date, end: date) -> int:
        return self.before(end) - self.before(start) if end > start else 0
