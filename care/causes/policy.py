"""The numbers of causes and corrective actions that the firm may change."""

from dataclasses import dataclass
from typing import ClassVar

from core.i18n import _


@dataclass(frozen=True)
class CausePolicy:
    policy: ClassVar[str] = "causes"

    whys_needed: int = 3
    """So many answers to “why?” stand for a root cause without a text."""
    recurring_count: int = 3
    """So many complaints of one cause within `recurring_days` propose that a rule changes."""
    recurring_days: int = 30
    effect_days: int = 30
    """How long after its verification an action's effect is counted, and how far the count looks either way."""
    verify_days: int = 3
    """How long a colleague has to verify what was reported done, or to decide on what did not help."""

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        sentence = _("A number from 1 to {most}, please.")
        found = {name: most for name, most in _MOST.items() if not 1 <= getattr(self, name) <= most}
        return {name: sentence.format(most=most) for name, most in found.items()}


_MOST = {"whys_needed": 7, "recurring_count": 100, "recurring_days": 365, "effect_days": 365, "verify_days": 60}
