"""What should be better: from an idea, a breach, a suggestion or a review to its effect on the number it names."""

from care.improvements.commands import Idea, WrongTurn, count_effects, plan, propose, report_improved
from care.improvements.origins import ORIGINS
from care.improvements.queries import ImprovementLine, choices, improvement_list

__all__ = [
    "ORIGINS",
    "Idea",
    "ImprovementLine",
    "WrongTurn",
    "choices",
    "count_effects",
    "improvement_list",
    "plan",
    "propose",
    "report_improved",
]
