"""Complaints, inquiries, suggestions and praise: from the first word to the rule that changes."""

from care.complaints.asks import Ask, Field, When
from care.complaints.lifecycle import COLUMNS, ENDED, OPEN, RULES, By, Column, Move, Rule, rule_of, rules_from
from care.complaints.powers import Stake, may_make, open_moves, reaches

__all__ = [
    "COLUMNS",
    "ENDED",
    "OPEN",
    "RULES",
    "Ask",
    "By",
    "Column",
    "Field",
    "Move",
    "Rule",
    "Stake",
    "When",
    "may_make",
    "open_moves",
    "reaches",
    "rule_of",
    "rules_from",
]
