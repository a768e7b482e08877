"""The numbers of greetings and gifts that the firm may change."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from core.i18n import _
from db.models import Tier


@dataclass(frozen=True)
class GreetingPolicy:
    policy: ClassVar[str] = "greetings"

    ahead_days: int = 30
    """So long before its day a greeting stands on the list."""
    late_days: int = 3
    """So long after its day a greeting may still be sent; then it is called off, since late is worse than never."""
    festival_tiers: int = 1
    """Festivals and days of a trade are greeted by themselves down to this tier: 1 is A alone, 3 is everybody."""
    anniversary_tiers: int = 2
    """The day of the first order likewise."""
    gift_free_yuan: int = 200
    """A gift up to this cost needs nobody's approval."""
    gift_year_yuan: int = 1000
    """Gifts to one customer in a year cost no more than this."""

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        sentence = _("A number from 1 to {most}, please.")
        found = {name: most for name, most in _MOST.items() if not 1 <= getattr(self, name) <= most}
        return {name: sentence.format(most=most) for name, most in found.items()}


_MOST = {
    "ahead_days": 90, "late_days": 30, "festival_tiers": 3, "anniversary_tiers": 3, "gift_free_yuan": 100_000,
    "gift_year_yuan": 1_000_000,
}  # fmt: skip


def tiers_down_to(number: int) -> tuple[Tier, ...]:
    return tuple(Tier)[:number]


@dataclass(frozen=True)
class Window:
    """The days whose greetings are on the list."""

    first: date
    last: date

    @classmethod
    def around(cls, today: date, policy: GreetingPolicy) -> "Window":
        return cls(today - timedelta(days=policy.late_days), today + timedelta(days=policy.ahead_days))

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
