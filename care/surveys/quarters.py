"""Quarters as they are named: 2026-Q1. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.i18n import _


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @property
    def name(self) -> str:
        """As it is kept and sorted."""
        return f"{self.year}-Q{self.number}"

    @property
    def start(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def end(self) -> date:
        """The first day that is no longer in it."""
        return self.next.start

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month - 1) // 3 + 1)


def quarter_named(name: str) -> Quarter | None:
    """The quarter that is called so; None: none is."""
    year, _dash, number = name.partition("-Q")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and number in ("1", "2", "3", "4")):
        return None
    return Quarter(int(year), int(number)) if int(year) else None


def quarter_words(name: str) -> str:
    """As people say it: Q1 2026; what is no quarter stays as it is."""
    found = quarter_named(name)
    return _("Q{number} {year}").format(number=found.number, year=found.year) if found else name
