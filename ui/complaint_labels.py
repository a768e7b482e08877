"""Every code of a complaint as the word that people read."""

from collections.abc import Mapping
from enum import StrEnum

from care.complaints import CATEGORIES, SEVERITIES, STATES, Column, Move
from care.interactions import MEDIA
from core.i18n import N_, _
from db.models import (
    ClockKind,
    ComplaintKind,
    ComplaintState,
    Confirmation,
    Decision,
    Direction,
    Grade,
    Outcome,
    Remedy,
    Severity,
)

_S, _V, _M = ComplaintState, Severity, Move

KINDS = {
    ComplaintKind.COMPLAINT: N_("Complaint"),
    ComplaintKind.INQUIRY: N_("Inquiry"),
    ComplaintKind.SUGGESTION: N_("Suggestion"),
    ComplaintKind.PRAISE: N_("Praise"),
}
COLUMNS = {
    Column.TO_ACCEPT: N_("To be accepted"),
    Column.IN_HAND: N_("In hand"),
    Column.WITH_CUSTOMER: N_("With the customer"),
    Column.TO_CONFIRM: N_("To be confirmed"),
    Column.ENDED: N_("Ended in 7 days"),
}
GRADES = {Grade.LOW: N_("Low"), Grade.MEDIUM: N_("Medium"), Grade.HIGH: N_("High")}
DECISIONS = {
    Decision.UPHELD: N_("Upheld"),
    Decision.PARTLY: N_("Partly upheld"),
    Decision.NOT_UPHELD: N_("Not upheld"),
}
REMEDIES = {
    Remedy.APOLOGY: N_("Apology"),
    Remedy.EXPLANATION: N_("Explanation"),
    Remedy.RETURN: N_("Return of goods"),
    Remedy.EXCHANGE: N_("Exchange"),
    Remedy.REPAIR: N_("Repair"),
    Remedy.REFUND: N_("Refund"),
    Remedy.COMPENSATION: N_("Compensation"),
    Remedy.DISCOUNT: N_("Discount"),
    Remedy.REDO: N_("Service done again"),
    Remedy.PROCESS_CHANGE: N_("Change of process"),
    Remedy.NONE: N_("None"),
}
CONFIRMATIONS = {
    Confirmation.CONFIRMED: N_("Confirmed: it is solved"),
    Confirmation.NO_REPLY: N_("No reply after several attempts"),
    Confirmation.NOT_ACCEPTED: N_("Does not agree; answered for good"),
}
DIRECTIONS = {Direction.INBOUND: N_("The customer came to us"), Direction.OUTBOUND: N_("We went to the customer")}
OUTCOMES = {
    Outcome.CONNECTED: N_("Reached"),
    Outcome.NO_ANSWER: N_("No answer"),
    Outcome.BUSY: N_("Busy"),
    Outcome.WRONG_NUMBER: N_("Wrong number"),
    Outcome.LEFT_MESSAGE: N_("Left a message"),
    Outcome.DECLINED: N_("Did not want to talk"),
}
CLOCKS = {
    ClockKind.ACK: N_("Acknowledgement"),
    ClockKind.RESPONSE: N_("First response"),
    ClockKind.RESOLVE: N_("Resolution"),
}
MOVES = {
    _M.ACCEPT: N_("Accept"),
    _M.INVESTIGATE: N_("Log the first contact"),
    _M.WAIT_CUSTOMER: N_("Wait for the customer"),
    _M.RESUME: N_("Go on"),
    _M.WAIT_THIRD: N_("Wait for a third party"),
    _M.PROPOSE: N_("Communicate the solution"),
    _M.OBJECT: N_("Customer objects"),
    _M.CLOSE: N_("Close the case"),
    _M.ANSWER: N_("Answer and close"),
    _M.MARK_DUPLICATE: N_("Mark as duplicate"),
    _M.REJECT: N_("Do not uphold"),
    _M.WITHDRAW: N_("Customer withdraws"),
    _M.REOPEN: N_("Take up again"),
}
_WORDS: dict[type[StrEnum], Mapping[StrEnum, str]] = {
    type(next(iter(words))): words  # type: ignore[misc]
    for words in (
        KINDS, STATES, COLUMNS, CATEGORIES, SEVERITIES, GRADES, DECISIONS, REMEDIES, CONFIRMATIONS, MEDIA, DIRECTIONS,
        OUTCOMES, CLOCKS, MOVES,
    )
}  # fmt: skip


def word(code: StrEnum) -> str:
    """Any code of a complaint, in the reader's language."""
    return _(_WORDS[type(code)][code])
