"""The answer about all numbers of a period, each with what a reader needs to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from care.kpis.figures import Bounds, Month, Value
from care.kpis.formulas import SCORES, SMALL_SAMPLE, Formula, Good, Unit
from care.kpis.periods import Kind, Period

_Z = 1.96
_POINTS = frozenset({Unit.RATIO, Unit.SHARE}) | SCORES
AMOUNTS = frozenset({Unit.PEOPLE, Unit.MONEY, Unit.COMPLAINTS, Unit.CONTACTS})
"""What a part of the firm has less of than the whole: a target for the whole says nothing about it."""


class Light(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Target:
    target: float
    red_from: float
    """Beyond this it is red; between the two it is amber."""


@dataclass(frozen=True)
class Reading:
    """One number as it was counted."""

    now: Value
    before: Value
    months: tuple[Month, ...] = ()
    is_censored: bool = False
    """The last days of the period are not over for this number: it can still grow."""
    is_partial: bool = False
    """Part of what it is made of was not there: the rest stands for it."""


@dataclass(frozen=True)
class Number:
    formula: Formula
    reading: Reading
    target: Target | None = None
    kind: Kind = Kind.MONTH
    """Of the period that it is counted for, and its target is meant for."""
    is_unfinished: bool = False

    @property
    def code(self) -> str:
        return self.formula.kpi.value

    @property
    def now(self) -> Value:
        return self.reading.now

    @property
    def before(self) -> Value:
        return self.reading.before

    @property
    def change(self) -> float | None:
        """Points for a ratio, a share and a score, else the relative change; None: nothing to compare with."""
        now, before = self.now.value, self.before.value
        if now is None or before is None:
            return None
        if self.formula.unit in _POINTS:
            return now - before
        return (now - before) / abs(before) if before else None

    @property
    def is_small(self) -> bool:
        """Counted from so few that the next one may turn it round; a count is what it is."""
        return self.formula.unit not in AMOUNTS and 0 < self.now.base < SMALL_SAMPLE

    @property
    def aim(self) -> Target | None:
        """The target as a line across the months: what a quarter is to bring is none of a month's."""
        return None if self.formula.adds_up and self.kind is not Kind.MONTH else self.target

    @property
    def light(self) -> Light | None:
        """None also for an amount that is still coming in: half a month is not off its target."""
        if self.target is None or self.now.value is None or self.now.is_fraction:
            return None
        if self.formula.adds_up and self.is_unfinished:
            return None
        return light(self.now.value, self.target, self.formula.good)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the true share lies, with 95 % confidence."""
        now = self.now
        if self.formula.unit is not Unit.SHARE or now.denominator is None or now.denominator != now.n:
            return None
        return wilson(now.numerator or 0, now.denominator)


@dataclass(frozen=True)
class Numbers:
    period: Period
    counted: Bounds
    compared: Bounds
    unfinished: bool
    currency: str
    by_code: dict[str, Number]

    def __getitem__(self, code: str) -> Number:
        return self.by_code[code]


def light(value: float, target: Target, good: Good) -> Light:
    sign = -1 if good is Good.DOWN else 1
    if sign * value >= sign * target.target:
        return Light.GREEN
    return Light.AMBER if sign * value >= sign * target.red_from else Light.RED


def wilson(numerator: int, denominator: int) -> tuple[float, float] | None:
    """The score interval of Wilson, 95 %: it stays within 0 and 1, also for a few."""
    if not 0 <= numerator <= denominator or not denominator:
        return None
    share, spread = numerator / denominator, _Z * _Z / denominator
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / denominator + spread / (4 * denominator)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
