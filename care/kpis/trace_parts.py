"""What a customer's trace is put together from: one part for each kind of fact, in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from care.kpis.trace_measures import Amounts
from db.models import Tier


@dataclass(frozen=True)
class OnFile:
    """A customer as every part sees them."""

    id: int
    created_at: datetime
    last_verified_at: datetime | None
    tier: Tier
    completeness: int
    bought: Sequence[tuple[int, int, int]]
    """Day, valid orders and net cents of each purchase day, in order."""


@dataclass(frozen=True)
class Part:
    measures: Container[int]
    """What it adds to."""
    reading: Callable[[Session, Sequence[int]], Callable[[OnFile], Amounts]]
    """Reads the facts of these customers at once; the answer tells what one of them adds."""

    def has(self, measure: int) -> bool:
        return int(measure) in self.measures  # a range walks through itself for whatever is no plain int
