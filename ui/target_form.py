"""What was typed into the form of complaint targets, as a policy or as a sentence beside each field."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from care.complaints import ROWS, ComplaintTargets, Targets
from core.errors import Invalid
from core.i18n import _
from ui import durations
from ui.target_labels import DAYS, SPANS, STEPS

_BETWEEN = re.compile(r"[,\uff0c、;\uff1b\n]+")
CELLS = tuple(f"{row}.{step}" for row in ROWS for step in STEPS)
FIELDS = (*CELLS, "tier_a_resolve", "mode", "warn_percent", *SPANS, *DAYS, "chase_days", "safety_words")


def as_typed(policy: ComplaintTargets) -> dict[str, Any]:
    """What each field shows of this policy."""
    table = {f"{row}.{step}": durations.shown(getattr(getattr(policy, row), step)) for row in ROWS for step in STEPS}
    numbers = {name: getattr(policy, name) for name in ("mode", "warn_percent", *DAYS)}
    spans = {name: durations.shown(getattr(policy, name)) for name in ("tier_a_resolve", *SPANS)}
    lists = {
        "chase_days": _(", ").join(map(str, policy.chase_days)),
        "safety_words": _(", ").join(policy.safety_words),
    }
    return table | numbers | spans | lists


def policy_from(typed: Mapping[str, Any], present: ComplaintTargets) -> ComplaintTargets:
    """The policy in these words; Invalid where a field is no number."""
    problems: dict[str, str] = {}
    spans = {name: _minutes(name, typed[name], problems) for name in (*CELLS, "tier_a_resolve", *SPANS)}
    for name in SPANS:
        if spans[name] is None:
            problems.setdefault(name, _("This needs a time."))
    chase = _days(typed["chase_days"], problems)
    if problems:
        raise Invalid(problems)
    changed: dict[str, Any] = {name: typed[name] for name in ("mode", "warn_percent", *DAYS)}
    changed |= {row: Targets(*(spans[f"{row}.{step}"] for step in STEPS)) for row in ROWS}
    changed |= {name: spans[name] for name in ("tier_a_resolve", *SPANS)}
    return replace(present, **changed, chase_days=chase, safety_words=_words(typed["safety_words"]))


def _minutes(name: str, text: str, problems: dict[str, str]) -> int | None:
    try:
        return durations.minutes_of(text or "")
    except durations.NoDuration:
        problems[name] = _("Please write a time such as 30 min, 4 h or 2 d.")
        return None


def _days(text: str, problems: dict[str, str]) -> tuple[int, ...]:
    parts = _words(unicodedata.normalize("NFKC", text or ""))
    if not parts or not all(part.isascii() and part.isdecimal() and len(part) < 5 for part in parts):
        problems["chase_days"] = _("Please write days such as 1, 3.")
        return ()
    return tuple(sorted({int(part) for part in parts}))


def _words(text: str) -> tuple[str, ...]:
    """Each once, in the order they were typed."""
    return tuple(dict.fromkeys(word.strip() for word in _BETWEEN.split(text or "") if word.strip()))
