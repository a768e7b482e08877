"""The answer: each number with what it was counted from, the period before, and its thirteen months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from care.kpis.customer_formulas import FORMULAS
from care.kpis.formulas import TOO_FEW, Formula, Kpi, Unit
from care.kpis.periods import Period


@dataclass(frozen=True)
class Bounds:
    """The days that were counted: half-open, never beyond today."""

    start: date
    end: date

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)


@dataclass(frozen=True)
class Value:
    """A number (money in cents), how many rows it was counted from, and the two sides of a ratio."""

    value: float | None
    n: int
    numerator: int | None = None
    denominator: int | None = None

    @property
    def base(self) -> int:
        """What decides whether the sample is small."""
        return self.n if self.denominator is None else self.denominator

    @property
    def is_fraction(self) -> bool:
        """Too few for a percentage."""
        return self.denominator is not None and 0 < self.denominator < TOO_FEW


@dataclass(frozen=True)
class Month:
    start: date
    end: date
    value: float | None
    n: int


@dataclass(frozen=True)
class Figure:
    kpi: Kpi
    now: Value
    before: Value
    months: tuple[Month, ...]

    @property
    def formula(self) -> Formula:
        return FORMULAS[self.kpi]

    @property
    def change(self) -> float | None:
        """Points for a ratio, else the relative change; None where there is nothing to compare with."""
        now, before = self.now.value, self.before.value
        if now is None or before is None:
            return None
        if self.formula.unit in (Unit.RATIO, Unit.SHARE):
            return now - before
        return (now - before) / before if before else None


@dataclass(frozen=True)
class Figures:
    period: Period
    counted: Bounds
    compared: Bounds
    unfinished: bool
    currency: str
    by_kpi: dict[Kpi, Figure]

    def __getitem__(self, kpi: Kpi) -> Figure:
        return self.by_kpi[kpi]
