"""Complaints, inquiries, suggestions and praise: from the first word to the rule that changes."""

from care.complaints.asks import Ask, Field, When
from care.complaints.board import Board, BoardColumn, Card, board
from care.complaints.choices import ComplaintChoices, Linkable, Named, complaint_choices, linkable
from care.complaints.detail import AskedExtension, ComplaintFile, Contacted, Facts, Links, Party, RaisedLevel, Related
from care.complaints.detail_queries import complaint_file
from care.complaints.filters import BoardFilters
from care.complaints.intake import register
from care.complaints.lifecycle import COLUMNS, ENDED, OPEN, RULES, By, Column, Move, Rule, rule_of, rules_from
from care.complaints.listing import ComplaintLine, ComplaintListing, Order, Span, listing
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
from care.complaints.sla import ClockFace, Standing
from care.complaints.targets import ComplaintTargets
from care.complaints.urgency import most_urgent

__all__ = [
    "Alike",
    "Ask",
    "AskedExtension",
    "Board",
    "BoardColumn",
    "BoardFilters",
    "By",
    "COLUMNS",
    "Card",
    "ClockFace",
    "Column",
    "ComplaintChoices",
    "ComplaintFile",
    "ComplaintLine",
    "ComplaintListing",
    "ComplaintTargets",
    "Contacted",
    "ENDED",
    "Ended",
    "Facts",
    "Field",
    "ForADecider",
    "ForTheHandler",
    "FourEyes",
    "Gate",
    "IllegalMove",
    "Linkable",
    "Links",
    "Move",
    "Named",
    "NewComplaint",
    "NotReady",
    "NotYours",
    "OPEN",
    "Order",
    "Party",
    "RULES",
    "RaisedLevel",
    "Related",
    "Rule",
    "Span",
    "Stake",
    "StaleMove",
    "Standing",
    "When",
    "WrongKind",
    "alike",
    "board",
    "complaint_choices",
    "complaint_file",
    "gate",
    "linkable",
    "listing",
    "may_make",
    "most_urgent",
    "move",
    "next_number",
    "open_moves",
    "reaches",
    "register",
    "rule_of",
    "rules_from",
]
