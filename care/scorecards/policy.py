"""How much each dimension weighs and what is asked for: the firm's to change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

from care.scorecards.dimensions import dimensions
from core.i18n import _

TOO_FEW = 5
"""A dimension with fewer facts is dropped."""
MOST_POINTS = 1.2
_MOST_WEIGHT, _MOST_TARGET = 100, 1e9


@dataclass(frozen=True)
class ScorePolicy:
    policy: ClassVar[str] = "scorecards"

    weights: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """By the dimension's code; one that is not named weighs as the product comes, and 0 leaves it out."""
    targets: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def weight(self, code: str) -> int:
        return self.weights.get(code, dimensions()[code].weight)

    def target(self, code: str) -> float:
        return self.targets.get(code, dimensions()[code].target)

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        found = {}
        for code, weight in self.weights.items():
            if not 0 <= weight <= _MOST_WEIGHT:
                found[f"weights.{code}"] = _("A number from 0 to {most}, please.").format(most=_MOST_WEIGHT)
        for code, target in self.targets.items():
            if not 0 < target <= _MOST_TARGET:
                found[f"targets.{code}"] = _("More than nothing, please.")
        if not any(self.weight(code) for code in dimensions()):
            found.setdefault("weights", _("Something must weigh more than nothing."))
        return found
