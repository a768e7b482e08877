"""What each number means: one line of definition, its unit, and how the few that are ratios are worked out."""

from dataclasses import dataclass
from enum import StrEnum

from core.i18n import _

SMALL_SAMPLE = 30
"""Below this a ratio is shown with a word of caution."""
TOO_FEW = 5
"""Below this a ratio is shown as a fraction."""


class Kpi(StrEnum):
    """Of customers, their orders and files; in the order in which they are shown and printed."""

    GROWTH = "growth"
    ACTIVE = "active"
    REVENUE = "revenue"
    NEW = "new"
    CUSTOMERS = "customers"
    NEW_RATE = "new_rate"
    RETENTION = "retention"
    CHURN = "churn"
    WON_BACK = "won_back"
    REPURCHASE = "repurchase"
    REBOUGHT = "rebought"
    ORDER_REPEAT = "order_repeat"
    AGAIN_SOON = "again_30_days"
    AGAIN_LATER = "again_90_days"
    VALUE_SO_FAR = "value_so_far"
    VALUE_EXPECTED = "value_expected"
    POTENTIAL = "stage_potential"
    NEWCOMERS = "stage_new"
    SETTLED = "stage_active"
    LOYAL = "stage_loyal"
    LOST = "stage_lost"
    STALE = "stale_files"
    COMPLETENESS = "completeness"


class Group(StrEnum):
    """What a number is about: how the page is divided."""

    CUSTOMERS = "customers"
    PURCHASES = "purchases"
    STAGES = "stages"
    COMPLAINTS = "complaints"
    FOLLOW_UP = "follow_up"
    SATISFACTION = "satisfaction"
    FILES = "files"
    RULES = "rules"


class Good(StrEnum):
    """Which way a number should go."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Unit(StrEnum):
    PEOPLE = "customers"
    RATIO = "ratio"
    """A change: it has a sign."""
    MONEY = "money"
    SHARE = "share"
    PER_HUNDRED = "per 100"
    PER_THOUSAND = "per 1000"
    """Orders."""
    PER_THOUSAND_CUSTOMERS = "per 1000 customers"
    COMPLAINTS = "complaints"
    CONTACTS = "contacts"
    MINUTES = "minutes"
    SCORE = "score"
    """1 to 5."""
    HUNDRED = "of 100"
    BALANCE = "-100 to 100"
    EASE = "1 to 7"
    DAYS = "days"


SCORES = frozenset({Unit.SCORE, Unit.HUNDRED, Unit.BALANCE, Unit.EASE})
"""A change of these is told in their own points."""


@dataclass(frozen=True)
class Formula:
    kpi: StrEnum
    name: str
    text: str
    edges: str
    unit: Unit
    source: str
    """What it is counted from, and by which day."""
    group: Group = Group.CUSTOMERS
    good: Good = Good.UP
    is_of_today: bool = False
    """Told as it stands today, whatever the period: what it was is not known."""
    adds_up: bool = False
    """It grows from day to day: a month has less of it than its quarter."""
    filled: tuple[tuple[str, str], ...] = ()
    """What the definition says in its places: numbers of the settings."""
    factor: float = 1.0
    """What is counted and stored, times this, is what is told."""

    @property
    def title(self) -> str:
        return _(self.name)

    @property
    def definition(self) -> str:
        said = _(self.text)
        return said.format(**dict(self.filled)) if self.filled else said

    @property
    def edge_cases(self) -> str:
        return _(self.edges)


def growth(at_start: int, at_end: int) -> float | None:
    """Net growth as a ratio; None when there is nothing to grow from."""
    return (at_end - at_start) / at_start if at_start else None
