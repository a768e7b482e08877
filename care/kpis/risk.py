"""How likely a customer is to leave or to complain, in points that add up in words (R52)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from core.i18n import _

_MOST = {"low_score": 5, "days_before_lost": 365, "look_back_days": 1000}
_MOST_POINTS = 100
_COMPLAINTS_COUNTED = 2


@dataclass(frozen=True)
class RiskPolicy:
    policy: ClassVar[str] = "risks"

    silent_points: int = 40
    complaint_points: int = 20
    """For each open complaint, two at most."""
    score_points: int = 25
    refusal_points: int = 15
    low_score: int = 2
    """Of five: this and below."""
    days_before_lost: int = 30
    """Silent: so few days are left until the customer counts as lost."""
    look_back_days: int = 180
    shown_from: int = 15

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        sentence = _("A number from 1 to {most}, please.")
        limits = {name: _MOST.get(name, _MOST_POINTS) for name in self.__dataclass_fields__ if name != "policy"}
        found = {name: most for name, most in limits.items() if not 1 <= getattr(self, name) <= most}
        return {name: sentence.format(most=most) for name, most in found.items()}


class Reason(StrEnum):
    SILENT = "silent"
    OPEN_COMPLAINTS = "open_complaints"
    LOW_SCORE = "low_score"
    REFUSED = "refused"


@dataclass(frozen=True)
class Facts:
    last_order_on: date | None = None
    usual_gap_days: int | None = None
    lapses_on: date | None = None
    open_complaints: int = 0
    lowest_score: int | None = None
    """Given within the days that count."""
    refusals: int = 0


@dataclass(frozen=True)
class Weighed:
    reason: Reason
    points: int


def weigh(facts: Facts, today: date, policy: RiskPolicy) -> tuple[Weighed, ...]:
    """What speaks against this customer's staying content, the weightiest first. Who is lost is no risk any more."""
    found = []
    if facts.lapses_on is not None and 0 < (facts.lapses_on - today).days <= policy.days_before_lost:
        found.append(Weighed(Reason.SILENT, policy.silent_points))
    if facts.open_complaints:
        counted = min(facts.open_complaints, _COMPLAINTS_COUNTED)
        found.append(Weighed(Reason.OPEN_COMPLAINTS, counted * policy.complaint_points))
    if facts.lowest_score is not None and facts.lowest_score <= policy.low_score:
        found.append(Weighed(Reason.LOW_SCORE, policy.score_points))
    if facts.refusals:
        found.append(Weighed(Reason.REFUSED, policy.refusal_points))
    return tuple(sorted(found, key=lambda one: -one.points))
