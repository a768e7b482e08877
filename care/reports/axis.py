"""An axis with round numbers, zero among them, and where each value lies on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 4


@dataclass(frozen=True)
class Axis:
    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        count = round((self.high - self.low) / self.step)
        return tuple(round(self.low + place * self.step, 10) for place in range(count + 1))

    def at(self, value: float) -> float:
        """From 0 at the foot to 1 at the top."""
        return (value - self.low) / (self.high - self.low)


def axis_for(values: Iterable[float]) -> Axis:
    """Always with zero: a line that starts elsewhere tells of changes that are none."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    if low == high:
        return Axis(0, 1, 1)
    step = _round((high - low) / _TICKS)
    return Axis(floor(low / step) * step, ceil(high / step) * step, step)


def _round(size: float) -> float:
    power = 10 ** floor(log10(size))
    return float(next(step * power for step in _STEPS if step * power >= size * (1 - 1e-9)))
