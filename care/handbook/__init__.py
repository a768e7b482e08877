"""The rulebook that runs: chapters and rules version by version, how well each is kept, who has read it."""

from care.handbook.breach_commands import BreachDecided, act_on_breach, decide_breach, explain_breach
from care.handbook.breach_queries import BreachPage, BreachRow, breach, breaches
from care.handbook.check import Asked, Case, Cases, Check, Parameter
from care.handbook.checks import catalogue, numbers
from care.handbook.inspections import Finding, InspectionRow, inspect_rule, inspected_teams, inspections
from care.handbook.installing import install
from care.handbook.measuring import Compliance, compliance, names
from care.handbook.number import Number, NumberUnit, unit_word
from care.handbook.numbering import NumberChange, NumberRow, change_number
from care.handbook.policy import HandbookPolicy
from care.handbook.practice import ChapterLines, Practice, RuleLine, chapters, measurable, practice, practice_stamp
from care.handbook.quarter import RuleKept, RulesInReview, rules_in_review
from care.handbook.rate import MonthRate, PartRate, Rate
from care.handbook.receipts import Receipts, confirm_rule, unread
from care.handbook.reviewing import NotInForce, review_rule
from care.handbook.rule_commands import CodeTaken, NoDraft, discard_draft, draft_rule, put_in_force, revise_rule
from care.handbook.rule_keeping import add_chapter, entrust_rule, retire_rule
from care.handbook.rule_queries import RuleFile, rule_file
from care.handbook.training_commands import Mark, NewTraining, plan_training, record_attendance
from care.handbook.training_queries import (
    Coverage,
    PlaceRow,
    TrainingRow,
    teachable,
    trainees,
    training_coverage,
    trainings,
)
from care.handbook.upkeep import keep_up
from care.handbook.version_queries import ReviewRow, VersionRow
from care.handbook.wording import Piece, Words, compared, filled, spoken

__all__ = [
    "Asked",
    "BreachDecided",
    "BreachPage",
    "BreachRow",
    "Case",
    "Cases",
    "ChapterLines",
    "Check",
    "CodeTaken",
    "Compliance",
    "Coverage",
    "Finding",
    "HandbookPolicy",
    "InspectionRow",
    "Mark",
    "MonthRate",
    "NewTraining",
    "NoDraft",
    "NotInForce",
    "Number",
    "NumberChange",
    "NumberRow",
    "NumberUnit",
    "Parameter",
    "PartRate",
    "Piece",
    "PlaceRow",
    "Practice",
    "Rate",
    "Receipts",
    "ReviewRow",
    "RuleFile",
    "RuleKept",
    "RuleLine",
    "RulesInReview",
    "TrainingRow",
    "VersionRow",
    "Words",
    "act_on_breach",
    "add_chapter",
    "breach",
    "breaches",
    "catalogue",
    "change_number",
    "chapters",
    "compared",
    "compliance",
    "confirm_rule",
    "decide_breach",
    "discard_draft",
    "draft_rule",
    "entrust_rule",
    "explain_breach",
    "filled",
    "inspect_rule",
    "inspected_teams",
    "inspections",
    "install",
    "keep_up",
    "measurable",
    "names",
    "numbers",
    "plan_training",
    "practice",
    "practice_stamp",
    "put_in_force",
    "record_attendance",
    "retire_rule",
    "review_rule",
    "revise_rule",
    "rule_file",
    "rules_in_review",
    "spoken",
    "teachable",
    "trainees",
    "training_coverage",
    "trainings",
    "unit_word",
    "unread",
]
