"""What a kind of number has to bring along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.formulas import Formula
from care.kpis.numbers import Reading
from care.kpis.periods import Period
from care.kpis.plain_row import PlainRow
from care.kpis.tally_queries import Kept


@dataclass(frozen=True)
class Question:
    period: Period
    filters: Filters
    now: Bounds
    before: Bounds
    months_shown: int
    kept: Kept = field(default_factory=Kept, compare=False)
    """What all its numbers are read off."""


@dataclass(frozen=True)
class Provider:
    formulas: tuple[Formula, ...]
    read: Callable[[Session, Actor, Question], Mapping[str, Reading]]
    """Every one of its numbers, by code."""
    rows_need: Permission
    """What one must be allowed to see to go from a number to its rows."""
    rows: Callable[[Session, Actor, Question, str, int, int], tuple[int, Sequence[PlainRow]]] | None = None
    """Of this code, from so many on, at most so many: how many there are, and these as `PlainRow`s.

    None: they have a query and a screen of their own.
    """
    read_off: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """By kind, the measures that it needs: those of all numbers of one answer are read together."""

    def brings(self, code: str) -> bool:
        return any(formula.kpi.value == code for formula in self.formulas)
