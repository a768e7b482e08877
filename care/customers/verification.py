"""How long a file may go without somebody confirming that it is still true (R16)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db.models import Tier


@dataclass(frozen=True)
class VerificationPolicy:
    """Days between two verifications, by tier."""

    days_a: int = 90
    days_b: int = 180
    days_c: int = 365

    def interval(self, tier: Tier) -> timedelta:
        return timedelta(days={Tier.A: self.days_a, Tier.B: self.days_b, Tier.C: self.days_c}[tier])


VERIFICATION = VerificationPolicy()


def verify_by(tier: Tier, verified_at: datetime | None, created_at: datetime) -> datetime:
    """When this file falls due; one that was never verified counts from the day it came in."""
    return (verified_at or created_at) + VERIFICATION.interval(tier)


def is_stale(tier: Tier, verified_at: datetime | None, created_at: datetime, now: datetime) -> bool:
    return verify_by(tier, verified_at, created_at) <= now
