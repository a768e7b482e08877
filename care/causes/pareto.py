"""The few causes that make most of the complaints: bars by size with their cumulative share. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Cut(StrEnum):
    """By what complaints are told apart."""

    CAUSE = "cause"
    ESCAPE = "escape"
    CATEGORY = "category"
    PRODUCT = "product"
    TEAM = "team"


@dataclass(frozen=True)
class ParetoBar:
    key: str
    """A stored code, a product as it was written, or a team's id."""
    name: str
    """Of a product or team; empty: the key is a code with words of its own."""
    n: int
    share: float
    """Of those that have a key at all, so that the bars come to one."""
    cumulative: float


@dataclass(frozen=True)
class Pareto:
    by: Cut
    bars: tuple[ParetoBar, ...]
    """The largest first."""
    total: int
    """Complaints received in the period, duplicates out."""
    without: int
    """Those among them without a cause, product or team."""


def ranked(counts: Mapping[str, int], names: Mapping[str, str]) -> tuple[ParetoBar, ...]:
    """Equal ones in the order of their keys, so that the same rows are always drawn alike."""
    known = sum(counts.values())
    bars, so_far = [], 0
    for key, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        so_far += n
        bars.append(ParetoBar(key, names.get(key, ""), n, n / known, so_far / known))
    return tuple(bars)
