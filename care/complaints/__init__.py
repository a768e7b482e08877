"""Complaints, inquiries, suggestions and praise: from the first word to the rule that changes."""

from care.complaints.asks import Ask, Field, When
from care.complaints.intake import register
from care.complaints.lifecycle import COLUMNS, ENDED, OPEN, RULES, By, Column, Move, Rule, rule_of, rules_from
from care.complaints.moving import Gate, gate, move
from care.complaints.newcomers import NewComplaint
from care.complaints.numbering import next_number
from care.complaints.powers import Stake, may_make, open_moves, reaches
from care.complaints.refusals import (
    Ended,
    ForADecider,
    ForTheHandler,
    FourEyes,
    IllegalMove,
    NotReady,
    NotYours,
    StaleMove,
    WrongKind,
)
from care.complaints.repeats import Alike, alike

__all__ = [
    "COLUMNS",
    "ENDED",
    "OPEN",
    "RULES",
    "Alike",
    "Ask",
    "By",
    "Column",
    "Ended",
    "Field",
    "ForADecider",
    "ForTheHandler",
    "FourEyes",
    "Gate",
    "IllegalMove",
    "Move",
    "NewComplaint",
    "NotReady",
    "NotYours",
    "Rule",
    "Stake",
    "StaleMove",
    "When",
    "WrongKind",
    "alike",
    "gate",
    "may_make",
    "move",
    "next_number",
    "open_moves",
    "reaches",
    "register",
    "rule_of",
    "rules_from",
]
