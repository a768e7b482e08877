"""The words for a case's codes: offered by the template, and shown where a row would change what is there."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from care.imports.kinds import Kind, Parser, field_of
from core import clock
from core.i18n import N_, _
from db.models import ComplaintCategory, ComplaintKind, ComplaintState, Decision, Medium, Remedy, Severity

_C, _M, _R, _S = ComplaintCategory, Medium, Remedy, ComplaintState

# Each word is read back by care.imports.complaint_words, in both languages.
WORDS: dict[Parser, dict[StrEnum, str]] = {
    Parser.CASE_KIND: {
        ComplaintKind.COMPLAINT: N_("Complaint"),
        ComplaintKind.INQUIRY: N_("Inquiry"),
        ComplaintKind.SUGGESTION: N_("Suggestion"),
        ComplaintKind.PRAISE: N_("Praise"),
    },
    Parser.CASE_CHANNEL: {
        _M.PHONE: N_("Phone"),
        _M.VISIT: N_("In person"),
        _M.WECHAT: N_("WeChat message"),
        _M.WECOM: N_("WeCom"),
        _M.EMAIL: N_("Mail"),
        _M.WEBSITE: N_("Website form"),
        _M.SOCIAL_MEDIA: N_("Social media"),
        _M.LETTER: N_("Letter"),
        _M.AUTHORITY: N_("Passed on by an authority"),
        _M.OTHER: N_("Other"),
    },
    Parser.CASE_CATEGORY: {
        _C.QUALITY: N_("Product quality"),
        _C.ATTITUDE: N_("Attitude of staff"),
        _C.DELIVERY: N_("Delivery"),
        _C.PRICE: N_("Price and invoice"),
        _C.CONTRACT: N_("Contract and promises"),
        _C.AFTER_SALES: N_("After-sales and repair"),
        _C.PRIVACY: N_("Personal data"),
        _C.ADVERTISING: N_("Misleading advertising"),
        _C.SLOWNESS: N_("Slow to answer"),
        _C.OTHER: N_("Other"),
    },
    Parser.CASE_SEVERITY: {
        Severity.CRITICAL: N_("Critical"),
        Severity.MAJOR: N_("Major"),
        Severity.NORMAL: N_("Normal"),
        Severity.MINOR: N_("Minor"),
    },
    Parser.CASE_STATE: {
        _S.NEW: N_("Registered"),
        _S.ACCEPTED: N_("Accepted"),
        _S.INVESTIGATING: N_("Investigating"),
        _S.CLOSED: N_("Closed"),
        _S.REJECTED: N_("Not upheld"),
        _S.DUPLICATE: N_("Duplicate"),
        _S.WITHDRAWN: N_("Withdrawn"),
    },
    Parser.CASE_DECISION: {
        Decision.UPHELD: N_("Upheld"),
        Decision.PARTLY: N_("Partly upheld"),
        Decision.NOT_UPHELD: N_("Not upheld"),
    },
    Parser.CASE_REMEDY: {
        _R.APOLOGY: N_("Apology"),
        _R.EXPLANATION: N_("Explanation"),
        _R.RETURN: N_("Return of goods"),
        _R.EXCHANGE: N_("Exchange"),
        _R.REPAIR: N_("Repair"),
        _R.REFUND: N_("Refund"),
        _R.COMPENSATION: N_("Compensation"),
        _R.DISCOUNT: N_("Discount"),
        _R.REDO: N_("Service done again"),
        _R.PROCESS_CHANGE: N_("Change of process"),
        _R.NONE: N_("None"),
    },
}
LISTS: dict[Parser, tuple[str, ...]] = {parser: tuple(words.values()) for parser, words in WORDS.items()} | {
    Parser.CASE_SOLVED: (N_("Yes"), N_("No")),
}


def shown(code: str, value: Any) -> str:
    """A staged value of a field as people read it."""
    if value in (None, ""):
        return ""
    parser = field_of(Kind.COMPLAINTS, code).parser
    if parser in WORDS:
        return next((_(word) for known, word in WORDS[parser].items() if known.value == value), str(value))
    if parser is Parser.MOMENT:
        return f"{clock.local(datetime.fromisoformat(str(value))):%Y-%m-%d %H:%M}"
    return f"{value / 100:.2f}" if parser is Parser.MONEY else str(value)
