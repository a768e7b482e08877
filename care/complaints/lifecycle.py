"""Every state, move and gate of a complaint, in one table. What is not in it cannot happen.

After complaints.md (5.1, 5.2) and ISO 10002's order of steps: receipt, acknowledgement, assessment, investigation,
response, decision, closing. A move says from where to where, who may make it, and what it asks for. Forbidden on
purpose: closing what was never investigated, investigating before the customer was spoken to, and deleting.
"""

from dataclasses import dataclass
from enum import StrEnum

from auth.permissions import Permission
from care.complaints.asks import (
    ACCEPTING,
    ANSWERING,
    CLOSING,
    CONTACTING,
    DUPLICATING,
    OBJECTING,
    PROPOSING,
    REJECTING,
    REOPENING,
    RESUMING,
    WAITING,
    WAITING_THIRD,
    WITHDRAWING,
    Ask,
)
from db.models import ComplaintKind, ComplaintState

_S, _P = ComplaintState, Permission

OPEN = (_S.NEW, _S.ACCEPTED, _S.INVESTIGATING, _S.WAITING_CUSTOMER, _S.WAITING_THIRD, _S.PROPOSED)
ENDED = (_S.CLOSED, _S.REJECTED, _S.DUPLICATE, _S.WITHDRAWN)


class Column(StrEnum):
    """The board's columns, from left to right."""

    TO_ACCEPT = "to_accept"
    IN_HAND = "in_hand"
    WITH_CUSTOMER = "with_customer"
    TO_CONFIRM = "to_confirm"
    ENDED = "ended"


COLUMNS = {
    _S.NEW: Column.TO_ACCEPT,
    _S.ACCEPTED: Column.IN_HAND,
    _S.INVESTIGATING: Column.IN_HAND,
    _S.WAITING_THIRD: Column.IN_HAND,
    _S.WAITING_CUSTOMER: Column.WITH_CUSTOMER,
    _S.PROPOSED: Column.TO_CONFIRM,
    _S.CLOSED: Column.ENDED,
    _S.REJECTED: Column.ENDED,
    _S.DUPLICATE: Column.ENDED,
    _S.WITHDRAWN: Column.ENDED,
}


class Move(StrEnum):
    ACCEPT = "accept"
    INVESTIGATE = "investigate"
    WAIT_CUSTOMER = "wait_customer"
    RESUME = "resume"
    WAIT_THIRD = "wait_third"
    PROPOSE = "propose"
    OBJECT = "object"
    CLOSE = "close"
    ANSWER = "answer"
    MARK_DUPLICATE = "mark_duplicate"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


class By(StrEnum):
    """Who of those with the permission."""

    ANYBODY = "anybody"
    HANDLER = "handler"
    """The handler, or whoever may decide on this complaint in the handler's place."""
    CLOSER = "closer"
    """The handler; of serious complaints somebody who may decide and is not the handler: four eyes."""


@dataclass(frozen=True)
class Rule:
    move: Move
    sources: tuple[ComplaintState, ...]
    target: ComplaintState
    permission: Permission
    by: By
    asks: tuple[Ask, ...]
    kinds: tuple[ComplaintKind, ...] = tuple(ComplaintKind)


_HANDLE, _APPROVE = _P.COMPLAINT_HANDLE, _P.COMPLAINT_APPROVE
_WITH_US = (_S.ACCEPTED, _S.INVESTIGATING)
_NO_COMPLAINTS = (ComplaintKind.INQUIRY, ComplaintKind.SUGGESTION, ComplaintKind.PRAISE)
_WAITS = (_S.WAITING_CUSTOMER, _S.WAITING_THIRD)

RULES: tuple[Rule, ...] = (
    Rule(Move.ACCEPT, (_S.NEW,), _S.ACCEPTED, _HANDLE, By.ANYBODY, ACCEPTING),
    Rule(Move.INVESTIGATE, (_S.ACCEPTED,), _S.INVESTIGATING, _HANDLE, By.HANDLER, CONTACTING),
    Rule(Move.WAIT_CUSTOMER, (_S.INVESTIGATING,), _S.WAITING_CUSTOMER, _HANDLE, By.HANDLER, WAITING),
    Rule(Move.WAIT_THIRD, (_S.INVESTIGATING,), _S.WAITING_THIRD, _HANDLE, By.HANDLER, WAITING_THIRD),
    Rule(Move.RESUME, _WAITS, _S.INVESTIGATING, _HANDLE, By.HANDLER, RESUMING),
    Rule(Move.PROPOSE, (_S.INVESTIGATING,), _S.PROPOSED, _HANDLE, By.HANDLER, PROPOSING),
    Rule(Move.OBJECT, (_S.PROPOSED,), _S.INVESTIGATING, _HANDLE, By.HANDLER, OBJECTING),
    Rule(Move.CLOSE, (_S.PROPOSED,), _S.CLOSED, _HANDLE, By.CLOSER, CLOSING),
    Rule(Move.ANSWER, (_S.NEW, *_WITH_US), _S.CLOSED, _HANDLE, By.ANYBODY, ANSWERING, kinds=_NO_COMPLAINTS),
    Rule(Move.MARK_DUPLICATE, (_S.NEW, _S.ACCEPTED), _S.DUPLICATE, _HANDLE, By.ANYBODY, DUPLICATING),
    Rule(Move.REJECT, OPEN, _S.REJECTED, _APPROVE, By.ANYBODY, REJECTING),
    Rule(Move.WITHDRAW, OPEN, _S.WITHDRAWN, _HANDLE, By.HANDLER, WITHDRAWING),
    Rule(Move.REOPEN, (_S.CLOSED, _S.REJECTED), _S.INVESTIGATING, _HANDLE, By.ANYBODY, REOPENING),
)
_BY_MOVE = {rule.move: rule for rule in RULES}


def rule_of(move: Move) -> Rule:
    return _BY_MOVE[move]


def rules_from(state: ComplaintState, kind: ComplaintKind) -> tuple[Rule, ...]:
    """The moves out of a state, whoever makes them."""
    return tuple(rule for rule in RULES if state in rule.sources and kind in rule.kinds)
