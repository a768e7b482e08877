"""A measured number, the floor it stands on, and how far it may lie above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any


@dataclass(frozen=True)
class Limit:
    """At most so much, in the figure's unit, or so many times its floor."""

    value: float
    times_floor: bool = False

    def __str__(self) -> str:
        return f"{self.value:g} ×" if self.times_floor else f"{self.value:,g}"


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str
    floor: float
    """The same thing done with nothing of ours around it, measured in the same run."""
    limit: Limit | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def is_over(self) -> bool:
        if self.limit is None:
            return False
        allowed = self.limit.value * self.floor if self.limit.times_floor else self.limit.value
        return self.value > allowed

    @property
    def verdict(self) -> str:
        return "" if self.limit is None else "over" if self.is_over else "ok"

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "floor": round(self.floor, 3),
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "limit": self.limit and self.limit.value,
            "limit_is": self.limit and ("times floor" if self.limit.times_floor else self.unit),
            "verdict": self.verdict,
        }


def at_most(value: float) -> Limit:
    return Limit(value)


def times(value: float) -> Limit:
    """At most this many times the floor."""
    return Limit(value, times_floor=True)


def percentile(values: Sequence[float], per_cent: int) -> float:
    """Of one value too; the highest is the hundredth."""
    if per_cent >= 100 or len(values) < 2:
        return max(values)
    return quantiles(values, n=100, method="inclusive")[per_cent - 1]
