"""The numbers of complaints that the firm may change, in words: their names, their groups, their values."""

from typing import Any

from care.complaints import ROWS
from core.i18n import N_, _
from db.models import ClockMode, ComplaintKind, Severity
from ui import complaint_labels, durations, formats

STEPS = {
    "ack": N_("Accepted within"),
    "response": N_("First response within"),
    "resolve": N_("Resolved within"),
}
MODES = {
    ClockMode.NATURAL: N_("Around the clock"),
    ClockMode.WORKING: N_("In working hours"),
}
SPANS = {
    "remind_minutes": N_("Reminded again before it is due"),
    "unassigned_minutes": N_("The manager, when nobody takes it, after"),
    "l2_after_minutes": N_("Heads of department, overdue for"),
    "l3_after_minutes": N_("The owner, overdue for"),
}
DAYS = {
    "repeat_days": N_("The same again counts as a repeat for (days)"),
    "reopen_days": N_("Can be taken up again for (days)"),
    "max_pause_days": N_("Waiting for the customer at most (days)"),
    "confirm_days": N_("Customer confirms within (days)"),
    "follow_up_days": N_("Call after closing (working days)"),
}
_OTHERS = {
    "tier_a_resolve": N_("Tier A: resolved within"),
    "mode": N_("Time is counted"),
    "warn_percent": N_("The handler is warned when so much is used (%)"),
    "chase_days": N_("Customer is asked again after (days)"),
    "safety_words": N_("Words that make a complaint critical"),
}
_WORDS = SPANS | DAYS | _OTHERS


def row(name: str) -> str:
    """A line of the table: a severity, or a kind that is no complaint."""
    codes = [*Severity, *(kind for kind in ComplaintKind)]
    return complaint_labels.word(next(code for code in codes if code.value == name))


def label(path: str) -> str:
    """`normal.resolve` or `repeat_days` as it is called on the screen."""
    name, _dot, step = path.partition(".")
    if name in ROWS and step in STEPS:
        return f"{row(name)} · {_(STEPS[step])}"
    return _(_WORDS[path]) if path in _WORDS else path


def value(path: str, stored: Any) -> str:
    """A stored number with its unit."""
    if stored in (None, [], ()):
        return formats.NOTHING
    if path == "mode":
        return _(MODES[ClockMode(stored)])
    if isinstance(stored, list):
        return _(", ").join(map(str, stored))
    if path in DAYS or path == "warn_percent":
        return formats.number(stored)
    return durations.shown(stored) if isinstance(stored, int) else str(stored)


def said(path: str, words: str) -> str:
    return _("{field}: {value}").format(field=label(path), value=words)
