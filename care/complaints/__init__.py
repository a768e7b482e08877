"""Complaints, inquiries, suggestions and praise: from the first word to the rule that changes."""

from care.complaints.answers import asked
from care.complaints.asks import Ask, Field, When
from care.complaints.awaiting import AwaitingDecision, Wanted, awaiting_decision
from care.complaints.board import board, board_stamp
from care.complaints.cards import Board, BoardColumn, Card
from care.complaints.chasing import chase_due
from care.complaints.choices import ComplaintChoices, Linkable, Named, complaint_choices, linkable
from care.complaints.contacts import add_note, log_contact
from care.complaints.correcting import EDITABLE
from care.complaints.detail import AskedExtension, ComplaintFile, Contacted, Facts, Links, Party, RaisedLevel, Related
from care.complaints.detail_queries import complaint_file
from care.complaints.editing import edit
from care.complaints.escalating import escalate_due, escalate_recurring
from care.complaints.escalation import AWAITED, CLOCK_OF, REASONS, Cause
from care.complaints.escalations import AlreadyAcknowledged, AlreadyEscalated, acknowledge, escalate
from care.complaints.exporting import export_file, hand_out_export
from care.complaints.extensions import AlreadyAsked, NoPromise, OwnRequest, TooLate, ask_extension, decide_extension
from care.complaints.filters import BoardFilters
from care.complaints.finding import stake_of
from care.complaints.from_revisits import complaint_from_visit, register_from_revisit
from care.complaints.handling import assign, give_subtask, regrade
from care.complaints.intake import register
from care.complaints.lifecycle import COLUMNS, ENDED, OPEN, RULES, By, Column, Move, Rule, rule_of, rules_from
from care.complaints.listing import ComplaintLine, ComplaintListing, Order, Span, listing
from care.complaints.moving import Gate, gate, move
from care.complaints.newcomers import NewComplaint
from care.complaints.numbering import next_number
from care.complaints.open_escalations import OpenEscalation, OpenEscalations, open_escalations
from care.complaints.outstanding import Outstanding, outstanding
from care.complaints.powers import Stake, may_make, open_moves, reaches
from care.complaints.recounting import recount_running
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
from care.complaints.targets import ROWS, ComplaintTargets, Targets
from care.complaints.urgency import most_urgent
from care.complaints.words import CATEGORIES, SEVERITIES, STATES, category_word, severity_word, state_word
from care.countdown import ClockFace, Level, Standing

__all__ = [
    "CATEGORIES",
    "SEVERITIES",
    "STATES",
    "AwaitingDecision",
    "Wanted",
    "awaiting_decision",
    "AWAITED",
    "CLOCK_OF",
    "COLUMNS",
    "EDITABLE",
    "ENDED",
    "OPEN",
    "REASONS",
    "ROWS",
    "RULES",
    "Alike",
    "AlreadyAcknowledged",
    "AlreadyAsked",
    "AlreadyEscalated",
    "Ask",
    "AskedExtension",
    "Board",
    "BoardColumn",
    "BoardFilters",
    "By",
    "Card",
    "Cause",
    "ClockFace",
    "Column",
    "ComplaintChoices",
    "ComplaintFile",
    "ComplaintLine",
    "ComplaintListing",
    "ComplaintTargets",
    "Contacted",
    "Ended",
    "Facts",
    "Field",
    "ForADecider",
    "ForTheHandler",
    "FourEyes",
    "Gate",
    "IllegalMove",
    "Level",
    "Linkable",
    "Links",
    "Move",
    "Named",
    "NewComplaint",
    "NoPromise",
    "NotReady",
    "NotYours",
    "OpenEscalation",
    "OpenEscalations",
    "Order",
    "Outstanding",
    "OwnRequest",
    "Party",
    "RaisedLevel",
    "Related",
    "Rule",
    "Span",
    "Stake",
    "StaleMove",
    "Standing",
    "Targets",
    "TooLate",
    "When",
    "WrongKind",
    "acknowledge",
    "add_note",
    "alike",
    "ask_extension",
    "asked",
    "assign",
    "board",
    "board_stamp",
    "category_word",
    "chase_due",
    "complaint_choices",
    "complaint_file",
    "complaint_from_visit",
    "decide_extension",
    "edit",
    "escalate",
    "escalate_due",
    "escalate_recurring",
    "export_file",
    "gate",
    "give_subtask",
    "hand_out_export",
    "linkable",
    "listing",
    "log_contact",
    "may_make",
    "most_urgent",
    "move",
    "next_number",
    "open_escalations",
    "open_moves",
    "outstanding",
    "reaches",
    "recount_running",
    "register",
    "register_from_revisit",
    "regrade",
    "rule_of",
    "rules_from",
    "severity_word",
    "stake_of",
    "state_word",
]
