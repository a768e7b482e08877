"""How often customers are visited, and how much the firm asks of whoever visits them. Pure."""

from dataclasses import dataclass
from typing import ClassVar

from core.i18n import _
from db.models import Tier

SHORTEST_CYCLE, LONGEST_CYCLE = 7, 730
_GRACE_AT_LEAST = 3


@dataclass(frozen=True)
class Newcomers:
    """Of the stages of customers, which are changed in care.customers above, the one number that matters here."""

    policy: ClassVar[str] = "lifecycle"

    new_days: int = 90
    """First bought within so many days: not lost, however silent since."""


@dataclass(frozen=True)
class RevisitPolicy:
    """Days are calendar days unless said otherwise."""

    policy: ClassVar[str] = "revisits"

    tier_a_days: int = 30
    tier_b_days: int = 60
    tier_c_days: int = 90
    grace_percent: int = 20
    """Of the cycle: so much later still counts as in time, and half of it sooner is early enough."""
    after_order_days: int = 7
    """The first visit after an order; 0: the cycle alone counts."""
    after_complaint: bool = True
    """Whether the visit asks how it went after a complaint, as many working days later as the targets say."""
    daily_load: int = 12
    """Visits of one person on one day, as long as there is room on other days."""
    attempts: int = 3
    """Tries on different working days before the customer counts as not reached."""
    retry_within: int = 2
    """Working days to the next try."""
    include_lost: bool = False
    """Whether customers who are lost are still visited."""

    def cycle(self, tier: Tier) -> int:
        return {Tier.A: self.tier_a_days, Tier.B: self.tier_b_days, Tier.C: self.tier_c_days}[tier]

    def grace(self, days: int) -> int:
        return max(_GRACE_AT_LEAST, days * self.grace_percent // 100)

    def problems(self) -> dict[str, str]:
        """What cannot be, field by field."""
        found = {}
        for field in ("tier_a_days", "tier_b_days", "tier_c_days"):
            if not SHORTEST_CYCLE <= getattr(self, field) <= LONGEST_CYCLE:
                found[field] = _("A cycle is {least} to {most} days.").format(least=SHORTEST_CYCLE, most=LONGEST_CYCLE)
        if not 0 <= self.grace_percent <= 50:
            found["grace_percent"] = _("The grace is at most half of the cycle.")
        if not 0 <= self.after_order_days <= 90:
            found["after_order_days"] = _("The first visit comes within 90 days of the order, or not at all.")
        if not 1 <= self.daily_load <= 200:
            found["daily_load"] = _("One person makes 1 to 200 visits a day.")
        if not 1 <= self.attempts <= 10:
            found["attempts"] = _("There are 1 to 10 tries.")
        if not 1 <= self.retry_within <= 10:
            found["retry_within"] = _("The next try comes within 1 to 10 working days.")
        return found
