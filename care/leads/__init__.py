"""Leads: people who may become customers, reached within a day, worked on stage by stage."""

from care.leads.agreed import Agreed
from care.leads.assignment import MOST_RULES, AssignmentRule, AssignmentRules, GivenBy
from care.leads.board import Board, BoardColumn, board, board_stamp
from care.leads.cards import Card
from care.leads.choices import Colleague, RuleChoices, possible_owners, rule_choices
from care.leads.clocks import recount_running
from care.leads.contacts import log_contact
from care.leads.conversion import Into, convert, convert_or_compare
from care.leads.deciding import cycle
from care.leads.detail import LeadFile, Ways, lead_file, leads_of, reveal
from care.leads.editing import EDITABLE, edit
from care.leads.escalating import escalate_due
from care.leads.exporting import export_file, hand_out_export
from care.leads.figure_queries import figures, steps
from care.leads.figure_rows import Behind, BehindLine, BehindLines, rows
from care.leads.filters import LeadFilters, Span, chosen, spanned
from care.leads.forgetting import forget_unused
from care.leads.formulas import Cycle, Group, LeadFigures, Share, Steps, Stood
from care.leads.intake import register, register_or_compare
from care.leads.joining import tell_more
from care.leads.lifecycle import COLUMNS, ENDED, OPEN, RULES, Column, Move, Way, moves_from, rule_of
from care.leads.listing import LeadListing, Order, listing
from care.leads.moving import Answers, move
from care.leads.newcomers import LENGTHS, NewLead
from care.leads.owners import assign, claim, share_out
from care.leads.policy import LeadPolicy
from care.leads.pressing import LeadLine, Lines, Pressing, pressing
from care.leads.refusals import (
    AlreadyConverted,
    AlreadyTaken,
    Ended,
    IllegalMove,
    NotYours,
    OnlyAsCustomer,
    OnlyByContact,
    StaleMove,
)
from care.leads.story import Entry, Happened, NextStep
from care.leads.twins import LikelyTwin, Twin, resembling
from care.leads.words import INVALID_REASONS, LOST_REASONS, STAGES, stage_word

__all__ = [
    "forget_unused",
    "export_file",
    "hand_out_export",
    "COLUMNS",
    "EDITABLE",
    "ENDED",
    "INVALID_REASONS",
    "LENGTHS",
    "LOST_REASONS",
    "MOST_RULES",
    "OPEN",
    "RULES",
    "STAGES",
    "Agreed",
    "AlreadyConverted",
    "AlreadyTaken",
    "Answers",
    "AssignmentRule",
    "AssignmentRules",
    "Behind",
    "BehindLine",
    "BehindLines",
    "Board",
    "BoardColumn",
    "Card",
    "Colleague",
    "Column",
    "Cycle",
    "Ended",
    "Entry",
    "GivenBy",
    "Group",
    "Happened",
    "IllegalMove",
    "Into",
    "LeadFigures",
    "LeadFile",
    "LeadFilters",
    "LeadLine",
    "LeadListing",
    "LeadPolicy",
    "LikelyTwin",
    "Lines",
    "Move",
    "NewLead",
    "NextStep",
    "NotYours",
    "OnlyAsCustomer",
    "OnlyByContact",
    "Order",
    "Pressing",
    "RuleChoices",
    "Share",
    "Span",
    "StaleMove",
    "Steps",
    "Stood",
    "Twin",
    "Way",
    "Ways",
    "assign",
    "board",
    "board_stamp",
    "chosen",
    "claim",
    "convert",
    "convert_or_compare",
    "cycle",
    "edit",
    "escalate_due",
    "figures",
    "lead_file",
    "leads_of",
    "listing",
    "log_contact",
    "move",
    "moves_from",
    "possible_owners",
    "pressing",
    "recount_running",
    "register",
    "register_or_compare",
    "resembling",
    "reveal",
    "rows",
    "rule_choices",
    "rule_of",
    "share_out",
    "spanned",
    "stage_word",
    "steps",
    "tell_more",
]
