"""How what customers answered becomes a number (metrics.md 4.1). Pure; nothing to divide by is None, never nought."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

SMALL_SAMPLE = 30
"""Below this a number is shown with a word of caution."""
TOO_FEW = 5
"""Below this a share is shown as a fraction."""
_Z = 1.959963984540054
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's, 95 %: where the share of everybody lies if these were drawn by chance."""
        return wilson(self.hits, self.n) if self.n else None


@dataclass(frozen=True)
class Mean:
    total: int
    n: int

    @property
    def value(self) -> float | None:
        return self.total / self.n if self.n else None

    @property
    def of_hundred(self) -> float | None:
        """The same on a scale of a hundred: five points are a hundred."""
        return self.total * 20 / self.n if self.n else None


@dataclass(frozen=True)
class Nps:
    promoters: int
    passives: int
    detractors: int

    @property
    def n(self) -> int:
        return self.promoters + self.passives + self.detractors

    @property
    def value(self) -> float | None:
        """−100 to 100."""
        return (self.promoters - self.detractors) * 100 / self.n if self.n else None


@dataclass(frozen=True)
class Dimension:
    """One side of us, as customers judge it."""

    name: str
    weight: float
    mean: Mean


@dataclass(frozen=True)
class Index:
    """The satisfaction index, 1 to 5; weights of what nobody judged are spread over the rest."""

    value: float | None
    is_partial: bool
    dimensions: tuple[Dimension, ...]

    @property
    def of_hundred(self) -> float | None:
        return None if self.value is None else self.value * 20


def csat(counts: Mapping[int, int]) -> Share:
    """Satisfied or very satisfied (4 and 5), of the valid answers on the scale of five."""
    return Share(counts.get(4, 0) + counts.get(5, 0), _valid(counts, range(1, 6)))


def mean(counts: Mapping[int, int], scale: range = range(1, 6)) -> Mean:
    return Mean(sum(value * counts.get(value, 0) for value in scale), _valid(counts, scale))


def nps(counts: Mapping[int, int]) -> Nps:
    """Who answered 9 or 10 less who answered 0 to 6; 7 and 8 are neither."""
    return Nps(_valid(counts, range(9, 11)), _valid(counts, range(7, 9)), _valid(counts, range(7)))


def ces(counts: Mapping[int, int]) -> tuple[Mean, Share]:
    """How easy it was, 1 (very hard) to 7 (very easy): the mean, and the share of 5 and more."""
    scale = range(1, 8)
    return mean(counts, scale), Share(_valid(counts, range(5, 8)), _valid(counts, scale))


def csi(dimensions: Iterable[Dimension]) -> Index:
    """Σ weight × mean, the weights made to add up to one over the dimensions that were judged."""
    every = tuple(dimensions)
    judged = [one for one in every if one.mean.n and one.weight > 0]
    weights = sum(one.weight for one in judged)
    if not judged or not weights:
        return Index(None, is_partial=bool(every), dimensions=every)
    value = sum(one.weight * one.mean.total / one.mean.n for one in judged) / weights
    return Index(value, is_partial=len(judged) < len(every), dimensions=every)


def response(*, answered: int, asked: int) -> Share:
    """Answered of those who were asked: who got a link, or was dialled, however often."""
    return Share(answered, asked)


def wilson(hits: int, n: int) -> tuple[float, float]:
    share, square = hits / n, _Z * _Z
    middle = share + square / (2 * n)
    spread = _Z * sqrt(share * (1 - share) / n + square / (4 * n * n))
    whole = 1 + square / n
    low, high = (middle - spread) / whole, (middle + spread) / whole
    return max(0.0, low) if hits else 0.0, min(1.0, high) if hits < n else 1.0


def _valid(counts: Mapping[int, int], scale: range) -> int:
    return sum(counts.get(value, 0) for value in scale)
