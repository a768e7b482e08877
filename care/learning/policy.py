"""The numbers of the rulebook itself."""

from dataclasses import dataclass
from typing import ClassVar

from core.i18n import _

_MOST = {
    "review_months": 24, "review_grace_days": 90, "receipt_days": 90, "training_months": 60, "pass_score": 100,
    "task_days": 90, "jobs_hours": 240,
}  # fmt: skip


@dataclass(frozen=True)
class HandbookPolicy:
    policy: ClassVar[str] = "handbook"

    review_months: int = 3
    """A rule is looked at again after so long, where it says nothing of its own."""
    review_grace_days: int = 14
    """The reminder comes so long before a review, and a review so much later still counts."""
    receipt_days: int = 7
    """How long people have to read a new version."""
    training_months: int = 12
    """How long a training holds."""
    pass_score: int = 80
    task_days: int = 7
    """How long people have for what follows from a breach or a finding."""
    jobs_hours: int = 26
    """What runs each night has run when it went well within so many hours."""

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        sentence = _("A number from 1 to {most}, please.")
        found = {name: most for name, most in _MOST.items() if not 1 <= getattr(self, name) <= most}
        return {name: sentence.format(most=most) for name, most in found.items()}
