"""One line behind a number: what it is, what it says, and where it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.models import Subject


@dataclass(frozen=True)
class PlainRow:
    subject: Subject
    subject_id: int
    name: str
    """Of whom or what it is about."""
    words: str = ""
    who: str = ""
    """Who has it in hand."""
    on: date | None = None
    """The day by which it belongs to the period."""
    is_hit: bool | None = None
    """Whether it is among those above the line of the ratio; None: it is no ratio."""
