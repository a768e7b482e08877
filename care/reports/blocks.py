"""Of what a report is made up, on the screen and on paper alike. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Heading:
    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Words:
    text: str
    is_quiet: bool = False
    kind: Literal["words"] = "words"


@dataclass(frozen=True)
class Points:
    """Sentences, one below the other."""

    lines: tuple[str, ...]
    kind: Literal["points"] = "points"


@dataclass(frozen=True)
class Card:
    """One of the three large numbers."""

    title: str
    value: str
    light: str
    tone: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Cards:
    cards: tuple[Card, ...]
    kind: Literal["cards"] = "cards"


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    """Shares of the line; texts stand left, what is `ends` from the right."""
    ends: tuple[int, ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Tick:
    at: float
    """From 0 at the foot to 1 at the top."""
    label: str


@dataclass(frozen=True)
class Dot:
    label: str
    value: float | None
    words: str
    at: float | None


@dataclass(frozen=True)
class Chart:
    """Months as a line, or parts as lying bars with or without their cumulative line."""

    title: str
    unit: str
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    zero: float
    """Where the line of zero is; below 0: it is not in the picture."""
    target: Tick | None = None
    shape: Literal["line", "bars"] = "line"
    cumulative: tuple[float, ...] = ()
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True)
class Charts:
    """Side by side, two in a line."""

    charts: tuple[Chart, ...]
    kind: Literal["charts"] = "charts"


Block = Heading | Words | Points | Cards | Table | Chart | Charts


@dataclass(frozen=True)
class Document:
    title: str
    company: str
    period: str
    made: str
    checksum: str
    language: str
    of_page: str
    """Such as “Page {page} of {pages}”."""
    blocks: Sequence[Block]
