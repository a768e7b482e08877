"""What work is judged by: each dimension says which facts it adds up, whose they are, and what is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from care.kpis import Bounds
from core.i18n import _
from db.models import Subject


class Sort(StrEnum):
    SHARE = "share"
    """Of facts, those that are good."""
    AMOUNT = "amount"
    """Money in cents, for each head."""


@dataclass(frozen=True)
class Facts:
    source: Any
    where: tuple[Any, ...]
    who_id: Any
    value: Any
    """1 or 0 of a share, cents of an amount."""
    subject_id: Any
    at: Any = None
    """When it was; None: it looks at what is now."""
    hint: tuple[Any, str] | None = None
    """The table and the index through which it is to be read."""


@dataclass(frozen=True)
class Dimension:
    code: str
    title: str
    counts: str
    sort: Sort
    subject: Subject | None
    facts: Callable[[Session, Bounds], tuple[Facts, ...]]
    weight: int
    """As the product comes; the firm changes it in the policy."""
    target: float
    """A share of one, or money in units of the currency a month."""
    is_snapshot: bool = False
    """It looks at what is now: a month that is over has it only where it was frozen."""

    @property
    def name(self) -> str:
        return _(self.title)
