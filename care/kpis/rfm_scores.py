"""How recently, how often and for how much customers bought: three scores, and the segments that they make (R13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, Generic, TypeVar

from care.kpis.formulas import Formula, Unit
from core.i18n import N_, _

FEWEST = 25
"""With fewer customers no quintile is formed: five in each would be chance."""
SCORES_OF_RFM = (1, 2, 3, 4, 5)
HIGH_FROM = 4
"""Above the middle of the scale, where the mean score of quintiles lies: what calls a customer high in a measure."""
WINDOW_DAYS = 365
_MOST = 1_000_000_000
_DAYS, _ORDERS, _NET = (
    ("days_5", "days_4", "days_3", "days_2"),
    ("orders_2", "orders_3", "orders_4", "orders_5"),
    ("net_2", "net_3", "net_4", "net_5"),
)
T = TypeVar("T")


@dataclass(frozen=True)
class RfmPolicy:
    """Fixed thresholds, for where there are no quintiles."""

    policy: ClassVar[str] = "rfm"

    days_5: int = 30
    """Whoever ordered within so many days has a 5 for R, and so on; longer ago is a 1."""
    days_4: int = 90
    days_3: int = 180
    days_2: int = 365
    orders_2: int = 1
    """From so many orders on the score for F is 2, and so on; fewer are a 1."""
    orders_3: int = 2
    orders_4: int = 3
    orders_5: int = 6
    net_2: int = 500
    """In units of the firm's currency, as for orders."""
    net_3: int = 2_000
    net_4: int = 5_000
    net_5: int = 20_000

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        most, rises = _("A number from 1 to {most}, please."), _("More than the number before it, please.")
        limits = dict.fromkeys(_DAYS, 36_500) | dict.fromkeys(_ORDERS, 10_000) | dict.fromkeys(_NET, _MOST)
        found = {
            after: rises
            for names in (_DAYS, _ORDERS, _NET)
            for before, after in pairwise(names)
            if getattr(self, after) <= getattr(self, before)
        }
        outside = {name: limit for name, limit in limits.items() if not 1 <= getattr(self, name) <= limit}
        return found | {name: most.format(most=limit) for name, limit in outside.items()}


@dataclass(frozen=True)
class Cuts(Generic[T]):
    """Where the scores of one measure part: a value above all four has a 5, above none a 1. Equal values, equal scores.

    Quintiles: the k-th cut is the least value that k fifths of the customers do not exceed (the nearest rank:
    definition 1 of Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50, 1996).
    They hold when each is larger than the one before and the fourth is smaller than the largest value: then every
    score is somebody's, and none is that of two fifths or more. Where one value is so frequent that two cuts fall on
    it, or the fourth falls on the largest, ties are heavy; then, and with fewer than 25 customers, this measure goes by
    the fixed thresholds.
    """

    values: tuple[T, ...]
    are_fixed: bool

    def score(self, value: T) -> int:
        return 1 + sum(value > cut for cut in self.values)  # type: ignore[operator]


@dataclass(frozen=True)
class AllCuts:
    recency: Cuts[date]
    """Of the day of the last order."""
    frequency: Cuts[int]
    money: Cuts[int]
    """In cents."""


def fixed_cuts(policy: RfmPolicy, as_of: date) -> AllCuts:
    """Each just below what its score begins with."""
    days = tuple(as_of - timedelta(days=getattr(policy, name) + 1) for name in reversed(_DAYS))
    orders = tuple(getattr(policy, name) - 1 for name in _ORDERS)
    cents = tuple(getattr(policy, name) * 100 - 1 for name in _NET)
    return AllCuts(Cuts(days, are_fixed=True), Cuts(orders, are_fixed=True), Cuts(cents, are_fixed=True))


class Segment(StrEnum):
    """By whether R, F and M are high; the names that Chinese firms give them."""

    KEY_VALUE = "rfm_key_value"
    KEY_GROWTH = "rfm_key_growth"
    KEY_KEEP = "rfm_key_keep"
    KEY_WIN_BACK = "rfm_key_win_back"
    VALUE = "rfm_value"
    GROWTH = "rfm_growth"
    KEEP = "rfm_keep"
    WIN_BACK = "rfm_win_back"

    @property
    def highs(self) -> tuple[bool, bool, bool]:
        """Of R, F and M."""
        return _HIGHS[self]


_HIGHS = {
    Segment.KEY_VALUE: (True, True, True),
    Segment.KEY_GROWTH: (True, False, True),
    Segment.KEY_KEEP: (False, True, True),
    Segment.KEY_WIN_BACK: (False, False, True),
    Segment.VALUE: (True, True, False),
    Segment.GROWTH: (True, False, False),
    Segment.KEEP: (False, True, False),
    Segment.WIN_BACK: (False, False, False),
}


def segment_of(highs: tuple[bool, bool, bool]) -> Segment:
    return next(segment for segment, its in _HIGHS.items() if its == highs)


class RfmKpi(StrEnum):
    RFM = "rfm"


RFM_FORMULA = Formula(
    RfmKpi.RFM,
    N_("RFM"),
    N_(
        "Customers who ever bought, scored 1 to 5 by the days since their last valid order (R), by their valid orders "
        "(F) and by the amount of those less refunds (M), both in the 365 days that end with the as-of date."
    ),
    N_(
        "As of the last day of the period, today at the latest. Scores are quintiles, 5 is best, and equal values have "
        "equal scores. With fewer than 25 customers, or where so many values are equal that a score would be nobody's, "
        "a measure goes by the fixed thresholds of the settings. The eight segments go by which scores are high: "
        "4 or 5."
    ),
    Unit.PEOPLE,
    N_("Valid orders and their refunds"),
)
