"""A month's score from its dimensions. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from care.scorecards.dimension import Dimension, Sort
from care.scorecards.policy import MOST_POINTS, TOO_FEW, ScorePolicy


@dataclass(frozen=True)
class Measured:
    total: float = 0
    n: int = 0
    heads: int = 0
    """How many people these facts are of."""

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(self.total + other.total, self.n + other.n, self.heads + other.heads)


@dataclass(frozen=True)
class ScoreLine:
    code: str
    actual: float | None
    """A share of one, or money in units of the currency."""
    target: float
    weight: int
    n: int
    points: float | None
    """What it adds for each unit of weight, at most 1.2; None: dropped."""


def score_line(dimension: Dimension, measured: Measured, policy: ScorePolicy) -> ScoreLine:
    target, weight = policy.target(dimension.code), policy.weight(dimension.code)
    actual = _actual(dimension, measured)
    is_dropped = actual is None or measured.n < TOO_FEW or not weight
    points = None if is_dropped or actual is None else min(MOST_POINTS, max(0.0, actual / target))
    return ScoreLine(dimension.code, actual, target, weight, measured.n, points)


def score(lines: Sequence[ScoreLine]) -> float | None:
    """Σ weight × points ÷ Σ weight over what was not dropped; None when all of it was."""
    kept = [(line.weight, line.points) for line in lines if line.points is not None]
    weights = sum(weight for weight, _points in kept)
    return sum(weight * points for weight, points in kept) / weights if weights else None


def together(parts: Sequence[Mapping[str, Measured]]) -> dict[str, Measured]:
    """A team's facts are those of its people, one part for each of them: whoever did nothing is a head too."""
    found: dict[str, Measured] = {}
    for part in parts:
        for code, measured in part.items():
            found[code] = found.get(code, Measured()) + measured
    return {code: replace(measured, heads=len(parts)) for code, measured in found.items()}


def _actual(dimension: Dimension, measured: Measured) -> float | None:
    if dimension.sort is Sort.SHARE:
        return measured.total / measured.n if measured.n else None
    return measured.total / 100 / measured.heads if measured.heads else None
