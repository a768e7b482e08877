"""One thing that a row can say, and how its cell is read."""

from dataclasses import dataclass
from enum import StrEnum


class Parser(StrEnum):
    TEXT = "text"
    LINE = "line"
    """A text in which a line end is a blank."""
    IDENTIFIER = "identifier"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    LUNAR = "lunar"
    MOMENT = "moment"
    MONEY = "money"
    NUMBER = "number"
    TIER = "tier"
    SOURCE = "source"
    CUSTOMER_KIND = "customer_kind"
    ORDER_STATUS = "order_status"
    # Read as texts: care.imports.complaint_words knows what they mean.
    CASE_KIND = "case_kind"
    CASE_CHANNEL = "case_channel"
    CASE_CATEGORY = "case_category"
    CASE_SEVERITY = "case_severity"
    CASE_STATE = "case_state"
    CASE_DECISION = "case_decision"
    CASE_REMEDY = "case_remedy"
    CASE_SCORE = "case_score"
    CASE_SOLVED = "case_solved"
    LEAD_STAGE = "lead_stage"
    LOST_REASON = "lost_reason"
    VISIT_OUTCOME = "visit_outcome"
    ASKED_BY = "asked_by"
    POINTS = "points"


@dataclass(frozen=True)
class Field:
    """One thing a row can say: the label is translated where it is shown."""

    code: str
    label: str
    parser: Parser = Parser.TEXT
    length: int = 200
