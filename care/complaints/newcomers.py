"""What is typed when something new comes in, and what of it cannot be. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.i18n import _
from db.models import ComplaintCategory, ComplaintKind, Medium, Severity

LENGTHS = {
    "description": 4000,
    "remedy_requested": 1000,
    "product": 120,
    "reporter_name": 100,
    "reporter_reach": 100,
    "late_reason": 300,
}
FURTHEST_BACK = timedelta(days=366)
EXPLAINED_AFTER = timedelta(days=1)
"""Registering later than this after the customer said it takes a reason: the clocks have been running."""


@dataclass(frozen=True)
class NewComplaint:
    kind: ComplaintKind
    channel: Medium | None
    category: ComplaintCategory | None
    description: str
    customer_id: int | None = None
    """None: somebody who is no customer of ours, or did not say."""
    reporter_name: str = ""
    reporter_reach: str = ""
    order_id: int | None = None
    product: str = ""
    received_at: datetime | None = None
    """When the customer said it; None: just now."""
    late_reason: str = ""
    severity: Severity | None = None
    remedy_requested: str = ""
    handler_id: int | None = None
    notice_shown: bool = False
    """Whether whoever complained was told what becomes of their data."""
    follows_id: int | None = None
    """A closed complaint that this one takes up again, too late to reopen it."""


def problems(new: NewComplaint, now: datetime) -> dict[str, str]:
    """Field by field; empty: it can be registered, as far as the form alone can tell."""
    found = {**_too_long(new), **_missing(new), **_untimely(new, now)}
    is_told_of = bool(new.reporter_name.strip() or new.reporter_reach.strip())
    if new.customer_id is None and is_told_of and not new.notice_shown:
        found["notice_shown"] = _("Please tell them first what becomes of their name and number.")
    return found


def _missing(new: NewComplaint) -> dict[str, str]:
    found = {}
    if not new.description.strip():
        found["description"] = _("Please write down what the customer said.")
    if new.channel is None:
        found["channel"] = _("Please say how it reached us.")
    if new.category is None:
        found["category"] = _("Please choose what it is about.")
    if new.kind is ComplaintKind.COMPLAINT and not new.remedy_requested.strip():
        found["remedy_requested"] = _("Please write down what the customer wants; “not said” is an answer too.")
    return found


def _untimely(new: NewComplaint, now: datetime) -> dict[str, str]:
    at = new.received_at or now
    if at > now:
        return {"received_at": _("This moment is still to come.")}
    if at < now - FURTHEST_BACK:
        return {"received_at": _("This is more than a year ago. Please import it as history.")}
    if at < now - EXPLAINED_AFTER and not new.late_reason.strip():
        return {
            "late_reason": _("Please say why it is registered more than a day later: its clocks have been running.")
        }
    return {}


def _too_long(new: NewComplaint) -> dict[str, str]:
    found = {}
    for field, limit in LENGTHS.items():
        length = len(str(getattr(new, field)).strip())
        if length > limit:
            sentence = _("Please use at most {limit} characters; these are {length}.")
            found[field] = sentence.format(limit=limit, length=length)
    return found
