"""Where a customer stands: potential, new, active, loyal or lost, worked out from what they bought and said (R11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low
from typing import ClassVar

from core.i18n import _
from db.models import Lifecycle

_MOST = {
    "new_days": 365, "loyal_days": 1095, "content_from": 5, "lost_days": 1095, "lost_gaps": 12,
    "lost_days_at_least": 365,
}  # fmt: skip


@dataclass(frozen=True)
class LifecyclePolicy:
    """The firm's own words for new, loyal and lost, in days."""

    policy: ClassVar[str] = "lifecycle"

    new_days: int = 90
    """First bought at most so long ago: new."""
    loyal_days: int = 365
    """Bought on three days within so long: loyal,"""
    content_from: int = 4
    """as long as their last answer gave at least so many of five points, or they never gave any."""
    lost_days: int = 180
    """Nothing bought for longer: lost."""
    lost_gaps: int = 2
    """Whoever has a rhythm of their own is lost after so many of their usual gaps instead,"""
    lost_days_at_least: int = 30
    """but never sooner than this."""

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        sentence = _("A number from 1 to {most}, please.")
        found = {name: most for name, most in _MOST.items() if not 1 <= getattr(self, name) <= most}
        problems = {name: sentence.format(most=most) for name, most in found.items()}
        if not problems and self.lost_days_at_least > self.lost_days:
            problems["lost_days_at_least"] = _("Not more than the days after which anybody is lost, please.")
        return problems


LIFECYCLE = LifecyclePolicy()
"""As the product comes; what holds is asked of the rulebook."""
RHYTHM_FROM = 4


@dataclass(frozen=True)
class Purchases:
    """What a customer's file keeps of their valid orders; all None when there is none."""

    first_on: date | None = None
    last_on: date | None = None
    third_last_on: date | None = None
    usual_gap: int | None = None
    lapses_on: date | None = None
    is_discontent: bool = False
    """Of no order: their last answer with a score was a poor one."""


def purchases(days: Sequence[date], policy: LifecyclePolicy = LIFECYCLE) -> Purchases:
    """The facts to keep, from the distinct purchase days in order."""
    if not days:
        return Purchases()
    gap = None
    if len(days) >= RHYTHM_FROM:
        gap = median_low([(later - earlier).days for earlier, later in zip(days, days[1:], strict=False)])
    third = days[-3] if len(days) >= 3 else None
    return Purchases(days[0], days[-1], third, gap, lapses_on(days[-1], gap, policy))


def lapses_on(last_on: date, usual_gap: int | None, policy: LifecyclePolicy = LIFECYCLE) -> date:
    """The first day on which the customer counts as lost, if nothing is bought until then."""
    patience = policy.lost_days
    if usual_gap is not None:
        patience = max(policy.lost_days_at_least, policy.lost_gaps * usual_gap)
    return last_on + timedelta(days=patience + 1)


def lifecycle(facts: Purchases, today: date, policy: LifecyclePolicy = LIFECYCLE) -> Lifecycle:
    """The first that fits: potential, new, lost, loyal; else active."""
    if facts.first_on is None or facts.lapses_on is None:
        return Lifecycle.POTENTIAL
    if facts.first_on >= today - timedelta(days=policy.new_days):
        return Lifecycle.NEW
    if facts.lapses_on <= today:
        return Lifecycle.LOST
    returns = facts.third_last_on is not None and facts.third_last_on >= today - timedelta(days=policy.loyal_days)
    return Lifecycle.LOYAL if returns and not facts.is_discontent else Lifecycle.ACTIVE
