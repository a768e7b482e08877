"""How long a file may go without somebody confirming that it is still true (R16)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from core.i18n import _
from db.models import Tier

_MOST = 1095


@dataclass(frozen=True)
class VerificationPolicy:
    """Days between two verifications, by tier."""

    policy: ClassVar[str] = "verification"

    days_a: int = 90
    days_b: int = 180
    days_c: int = 365

    def interval(self, tier: Tier) -> timedelta:
        return timedelta(days={Tier.A: self.days_a, Tier.B: self.days_b, Tier.C: self.days_c}[tier])

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        sentence = _("A number from 1 to {most}, please.").format(most=_MOST)
        return {name: sentence for name in ("days_a", "days_b", "days_c") if not 1 <= getattr(self, name) <= _MOST}


VERIFICATION = VerificationPolicy()
"""As the product comes; what holds is asked of the rulebook."""


def verify_by(
    tier: Tier, verified_at: datetime | None, created_at: datetime, policy: VerificationPolicy = VERIFICATION
) -> datetime:
    """When this file falls due; one that was never verified counts from the day it came in."""
    return (verified_at or created_at) + policy.interval(tier)


def is_stale(
    tier: Tier,
    verified_at: datetime | None,
    created_at: datetime,
    now: datetime,
    policy: VerificationPolicy = VERIFICATION,
) -> bool:
    return verify_by(tier, verified_at, created_at, policy) <= now
