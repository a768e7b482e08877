"""Complaints that were closed in some days, and how long they took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from care.kpis.complaint_counts import Closed


@dataclass(frozen=True)
class Endings:
    """Each time from the shortest to the longest."""

    ids: list[int]
    upheld: int
    gross_seconds: list[int]
    gross_minutes: list[int]
    net_minutes: list[int]

    @classmethod
    def of(cls, closed: Iterable[Closed]) -> Endings:
        closed = list(closed)
        gross = sorted(chain.from_iterable(some.gross_seconds for some in closed))
        return cls(
            ids=list(chain.from_iterable(some.ids for some in closed)),
            upheld=sum(some.upheld for some in closed),
            gross_seconds=gross,
            gross_minutes=[seconds // 60 for seconds in gross],
            net_minutes=sorted(chain.from_iterable(some.net_minutes for some in closed)),
        )
