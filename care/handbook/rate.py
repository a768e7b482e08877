"""How well a rule was kept: what was met of what there was, excused breaches apart. Pure."""

from dataclasses import dataclass
from datetime import date
from math import sqrt

from care.kpis import SMALL_SAMPLE, Value

_Z = 1.959963984540054
"""Nineteen of twenty intervals hold the truth."""


@dataclass(frozen=True)
class Rate:
    met: int = 0
    n: int = 0
    excused: int = 0
    """Of the breaches, those that were excused."""

    @property
    def breaches(self) -> int:
        return self.n - self.met

    @property
    def value(self) -> Value:
        return _value(self.met, self.n)

    @property
    def without_excused(self) -> Value:
        return _value(self.met, self.n - self.excused)

    @property
    def is_small(self) -> bool:
        return self.n < SMALL_SAMPLE

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's, at 95 %; None of none."""
        if not self.n:
            return None
        share, squared = self.met / self.n, _Z * _Z
        middle = (share + squared / (2 * self.n)) / (1 + squared / self.n)
        half = _Z * sqrt(share * (1 - share) / self.n + squared / (4 * self.n * self.n)) / (1 + squared / self.n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.met + other.met, self.n + other.n, self.excused + other.excused)


@dataclass(frozen=True)
class MonthRate:
    start: date
    rate: Rate | None
    """None: the month was not looked at."""


@dataclass(frozen=True)
class PartRate:
    """Of one team or one person; id None: nobody's."""

    id: int | None
    name: str
    rate: Rate


def _value(met: int, n: int) -> Value:
    return Value(met / n if n else None, n, met, n)
