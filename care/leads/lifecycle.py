"""Every stage and move of a lead, in one table. What is not in it cannot happen.

From new to contacted leads nothing but a contact that was logged and reached somebody; a lead is lost with a reason,
and what never was one is called invalid. A lost one may come back.
"""

from dataclasses import dataclass
from enum import StrEnum

from db.models import LeadStage

_S = LeadStage

OPEN = (_S.NEW, _S.CONTACTED, _S.QUALIFIED)
ENDED = (_S.CONVERTED, _S.LOST, _S.INVALID)


class Column(StrEnum):
    """The board's columns, from left to right."""

    NEW = "new"
    CONTACTED = "contacted"
    QUALIFIED = "qualified"
    CONVERTED = "converted"
    GONE = "gone"


COLUMNS = {
    _S.NEW: Column.NEW,
    _S.CONTACTED: Column.CONTACTED,
    _S.QUALIFIED: Column.QUALIFIED,
    _S.CONVERTED: Column.CONVERTED,
    _S.LOST: Column.GONE,
    _S.INVALID: Column.GONE,
}


class Move(StrEnum):
    CONTACT = "contact"
    QUALIFY = "qualify"
    CONVERT = "convert"
    LOSE = "lose"
    INVALIDATE = "invalidate"
    BACK = "back"
    REOPEN = "reopen"


class Way(StrEnum):
    """By which deed a move is made."""

    ANSWERS = "answers"
    """By what is said on its form."""
    CONTACT = "contact"
    """By logging a contact, and in no other way."""
    CUSTOMER = "customer"
    """By making a customer of the lead."""


@dataclass(frozen=True)
class Rule:
    move: Move
    sources: tuple[LeadStage, ...]
    target: LeadStage
    way: Way = Way.ANSWERS


RULES: tuple[Rule, ...] = (
    Rule(Move.CONTACT, (_S.NEW,), _S.CONTACTED, Way.CONTACT),
    Rule(Move.QUALIFY, (_S.CONTACTED,), _S.QUALIFIED),
    Rule(Move.CONVERT, (_S.CONTACTED, _S.QUALIFIED), _S.CONVERTED, Way.CUSTOMER),
    Rule(Move.BACK, (_S.QUALIFIED,), _S.CONTACTED),
    Rule(Move.LOSE, OPEN, _S.LOST),
    Rule(Move.INVALIDATE, OPEN, _S.INVALID),
    Rule(Move.REOPEN, (_S.LOST, _S.INVALID), _S.CONTACTED),
)
_BY_MOVE = {rule.move: rule for rule in RULES}


def rule_of(move: Move) -> Rule:
    return _BY_MOVE[move]


def moves_from(stage: LeadStage) -> tuple[Move, ...]:
    return tuple(rule.move for rule in RULES if stage in rule.sources)


def target_of(rule: Rule, *, was_contacted: bool) -> LeadStage:
    """Whoever was never spoken with comes back as new: to be contacted takes a contact."""
    if rule.move is Move.REOPEN and not was_contacted:
        return LeadStage.NEW
    return rule.target
