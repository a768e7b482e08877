"""What each number means: one line of definition, its unit, and how the few that are ratios are worked out."""

from dataclasses import dataclass
from enum import StrEnum

from core.i18n import N_, _

SMALL_SAMPLE = 30
"""Below this a ratio is shown with a word of caution."""
TOO_FEW = 5
"""Below this a ratio is shown as a fraction."""


class Kpi(StrEnum):
    """In the order in which they are shown: the three the owner asks for first, then the rest."""

    GROWTH = "growth"
    ACTIVE = "active"
    REVENUE = "revenue"
    NEW = "new"
    CUSTOMERS = "customers"


class Unit(StrEnum):
    PEOPLE = "customers"
    RATIO = "ratio"
    """A change: it has a sign."""
    MONEY = "money"
    SHARE = "share"
    PER_HUNDRED = "per 100"
    PER_THOUSAND = "per 1000"
    COMPLAINTS = "complaints"
    CONTACTS = "contacts"
    MINUTES = "minutes"
    SCORE = "score"


@dataclass(frozen=True)
class Formula:
    kpi: StrEnum
    name: str
    text: str
    edges: str
    unit: Unit
    source: str
    """What it is counted from."""

    @property
    def title(self) -> str:
        return _(self.name)

    @property
    def definition(self) -> str:
        return _(self.text)

    @property
    def edge_cases(self) -> str:
        return _(self.edges)


FORMULAS = {
    formula.kpi: formula
    for formula in (
        Formula(
            Kpi.GROWTH,
            N_("Customer growth (net)"),
            N_("(Active customers at the end − active customers at the start) ÷ active customers at the start."),
            N_("Nobody active at the start: “—”. Who came, came back or left is in the rows."),
            Unit.RATIO,
            N_("Valid orders"),
        ),
        Formula(
            Kpi.ACTIVE,
            N_("Active customers"),
            N_("Customers with at least one valid order in the 365 days before the end of the period."),
            N_("Cancelled and fully refunded orders do not count."),
            Unit.PEOPLE,
            N_("Valid orders"),
        ),
        Formula(
            Kpi.REVENUE,
            N_("Revenue"),
            N_("Amount of the valid orders placed in the period, less what was refunded on them."),
            N_("By the day of the order in the company's time zone; cancelled and fully refunded orders do not count."),
            Unit.MONEY,
            N_("Valid orders and their refunds"),
        ),
        Formula(
            Kpi.NEW,
            N_("New customers"),
            N_("Customers whose first valid order ever was placed in the period."),
            N_("A customer who comes back after a long time is not new."),
            Unit.PEOPLE,
            N_("Valid orders"),
        ),
        Formula(
            Kpi.CUSTOMERS,
            N_("Customers on file"),
            N_("Customers who had a file, or a first valid order, before the end of the period."),
            N_("Removed and merged files do not count."),
            Unit.PEOPLE,
            N_("Customers' files and valid orders"),
        ),
    )
}


def growth(at_start: int, at_end: int) -> float | None:
    """Net growth as a ratio; None when there is nothing to grow from."""
    return (at_end - at_start) / at_start if at_start else None
