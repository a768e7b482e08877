"""A complaint as one line of the Excel file: what it was, what became of it, and how its clocks stood."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from care.complaints.masking import masked_reach
from care.countdown import ClockFace
from core.i18n import N_
from db.models import ClockKind, Complaint, RootCause

_HOUR = timedelta(hours=1)

COLUMNS: dict[str, str] = {
    "number": N_("Case number"),
    "kind": N_("Kind"),
    "state": N_("State"),
    "severity": N_("Severity"),
    "category": N_("Category"),
    "product": N_("Product or service"),
    "customer_number": N_("Customer number"),
    "customer": N_("Customer"),
    "reach": N_("How to reach them"),
    "order": N_("Order number"),
    "channel": N_("How it came in"),
    "received_at": N_("Came in on"),
    "opened_by": N_("Registered by"),
    "handler": N_("Handler"),
    "description": N_("What the customer reports"),
    "remedy_requested": N_("What the customer wants"),
    "responded_at": N_("First response on"),
    "response_hours": N_("First response, hours"),
    "response_standing": N_("Was the first response in time"),
    "due_at": N_("Resolution due"),
    "extended_due_at": N_("Resolution due, extended"),
    "closed_at": N_("Ended on"),
    "net_hours": N_("Resolution, counted hours"),
    "gross_hours": N_("From start to end, hours"),
    "verdict": N_("Resolution in time"),
    "standing": N_("Resolution in time, as extended"),
    "decision": N_("Upheld or not"),
    "facts": N_("Facts found"),
    "remedy": N_("Kind of remedy"),
    "remedy_given": N_("What was done"),
    "cost": N_("What it cost"),
    "cause": N_("Root cause"),
    "cause_words": N_("Root cause in words"),
    "confirmation": N_("What the customer said at the end"),
    "score": N_("Satisfaction (1 to 5)"),
    "reopened": N_("Times taken up again"),
}


_AS_THEY_ARE = (
    "number", "kind", "state", "severity", "category", "product", "channel", "received_at", "description",
    "remedy_requested", "responded_at", "closed_at", "decision", "facts", "remedy", "remedy_given", "confirmation",
)  # fmt: skip


class Exported(NamedTuple):
    """A complaint and what other tables say of it."""

    complaint: Complaint
    customer: str | None
    customer_number: str | None
    handler: str | None
    order: str | None
    cause: RootCause | None
    opened_by: str | None


def row_of(told: Exported, faces: Sequence[ClockFace], *, score: int | None, author: str) -> dict[str, Any]:
    """By column; `author` handled imported history. Somebody unknown to us: as they said, their number masked."""
    case = told.complaint
    return {
        **{name: getattr(case, name) for name in _AS_THEY_ARE},
        "customer_number": told.customer_number,
        "customer": told.customer or case.reporter_name,
        "reach": masked_reach(case.reporter_reach),
        "order": told.order,
        "opened_by": told.opened_by,
        "handler": told.handler or author,
        "gross_hours": _hours(case.closed_at - case.received_at) if case.closed_at else None,
        **_clocks({face.kind: face for face in faces}),
        "cost": case.cost_cents / 100 if case.cost_cents else None,
        "cause": told.cause.category if told.cause else None,
        "cause_words": told.cause.words if told.cause else "",
        "score": score,
        "reopened": case.reopen_count or None,
    }


def _clocks(faces: Mapping[ClockKind, ClockFace]) -> dict[str, Any]:
    """Of the present cycle; history has none."""
    response, resolve = faces.get(ClockKind.RESPONSE), faces.get(ClockKind.RESOLVE)
    return {
        "response_hours": _hours(response.used) if response and response.stopped_at else None,
        "response_standing": response.standing if response else None,
        "due_at": resolve.due_at if resolve else None,
        "extended_due_at": resolve.extended_due_at if resolve else None,
        "net_hours": _hours(resolve.used) if resolve else None,
        "verdict": resolve.verdict if resolve else None,
        "standing": resolve.standing if resolve else None,
    }


def _hours(span: timedelta) -> float:
    return round(span / _HOUR, 2)
