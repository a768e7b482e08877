"""The numbers of causes and corrective actions that the firm may change."""

from dataclasses import dataclass
from typing import ClassVar


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
