"""Which fields of a complaint may be corrected, and what they may become. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from care.complaints.answers import aware
from care.complaints.newcomers import NewComplaint, problems
from core.i18n import _
from db.models import Complaint, ComplaintCategory, ComplaintKind, Grade, Medium

_CODES: dict[str, type[StrEnum]] = {
    "kind": ComplaintKind,
    "channel": Medium,
    "category": ComplaintCategory,
    "impact": Grade,
    "complexity": Grade,
}
_TEXTS = ("reporter_name", "reporter_reach", "product", "description", "remedy_requested", "immediate_action")
EDITABLE = (*_CODES, *_TEXTS, "customer_id", "order_id", "received_at")
RESTARTS = frozenset({"kind", "customer_id", "received_at"})
"""What the clocks are measured by."""
REPEATS = frozenset({"kind", "customer_id", "category", "received_at"})
"""What makes it a repeat of an earlier one."""
_MASKED = frozenset({"reporter_reach"})
"""Whoever may read a complaint sees it masked, and an event is for ever: that it changed is enough."""
_LONGEST = 4000
_SAME_MINUTE = timedelta(minutes=1)


def read(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are stored; what may not be corrected is left out."""
    return {name: _value(name, changes[name]) for name in EDITABLE if name in changes}


def differing(complaint: Complaint, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(complaint, name) != value}


def corrected(complaint: Complaint, changed: Mapping[str, Any], reason: str) -> NewComplaint:
    """The complaint as if it came in like this."""
    held = {name: changed.get(name, getattr(complaint, name)) for name in NewComplaint.__dataclass_fields__
            if hasattr(complaint, name)}  # fmt: skip
    return NewComplaint(**{**held, "late_reason": reason, "notice_shown": True})


def faults(complaint: Complaint, changed: Mapping[str, Any], reason: str, now: datetime) -> dict[str, str]:
    """Only of what changes: an old complaint is not refused for what it always was."""
    found = problems(corrected(complaint, changed, reason), now)
    found = {name: fault for name, fault in found.items() if name in changed or name == "late_reason"}
    if "received_at" not in changed:
        found.pop("late_reason", None)
    elif "received_at" not in found and (fault := _too_late(complaint, changed["received_at"])):
        found["received_at"] = fault
    if "late_reason" in found:
        found["words"] = found.pop("late_reason")
    if len(changed.get("immediate_action") or "") > _LONGEST:
        found["immediate_action"] = _("Please keep this below {n} characters.").format(n=_LONGEST)
    return found


def history(complaint: Complaint, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Field by field what stood there and what stands there now, for the timeline."""
    return {name: "*" if name in _MASKED else [getattr(complaint, name), value] for name, value in changed.items()}


def _too_late(complaint: Complaint, received_at: datetime) -> str:
    """It cannot have come in after we had worked on it."""
    steps = [at for at in (complaint.accepted_at, complaint.responded_at, complaint.proposed_at) if at]
    if steps and received_at >= min(steps) + _SAME_MINUTE:
        return _("We had worked on it before that moment.")
    return ""


def _value(name: str, given: Any) -> Any:
    if name in _TEXTS:
        return str(given or "").strip()
    if name in _CODES:
        return _CODES[name](given) if given else None
    return aware(given) if isinstance(given, datetime) else given
