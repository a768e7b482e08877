"""Whether what a gate was told can be: days to come, moments gone by, people who may, attempts enough. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from core.i18n import _
from db.models import Confirmation, Severity

ATTEMPTS, ATTEMPT_DAYS = 3, 2
"""Before “no reply” counts as an end: so many attempts on so many days."""
_LATEST_CONFIRMATION, _LATEST_PROMISE = timedelta(days=60), timedelta(days=366)
_SAME_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class GateFacts:
    """What a gate has to know besides the form."""

    now: datetime
    today: date
    received_at: datetime
    severity: Severity = Severity.NORMAL
    proposed_at: datetime | None = None
    max_pause_days: int = 7
    handlers: frozenset[int] = field(default_factory=frozenset)
    """Who may handle complaints."""
    may_lower: bool = False
    """Whether the actor may say that a critical complaint is less than critical."""
    attempts: int = 0
    attempt_days: int = 0
    """Since the solution was communicated."""
    duplicate_fault: str = ""
    """Why the chosen complaint cannot be the one this repeats."""


def fault(code: str, held: Mapping[str, Any], facts: GateFacts) -> str:
    """Why the field's value cannot be, beside the others; empty: it can."""
    check = _CHECKS.get(code)
    return check(held, facts) if check else ""


def _handler(held: Mapping[str, Any], facts: GateFacts) -> str:
    return "" if held["handler_id"] in facts.handlers else _("Please choose somebody who may handle complaints.")


def _severity(held: Mapping[str, Any], facts: GateFacts) -> str:
    if held["severity"] is Severity.CRITICAL:
        return ""
    if held.get("is_safety"):
        return _("Where somebody's safety is at stake, the complaint is critical.")
    if facts.severity is Severity.CRITICAL and not facts.may_lower:
        return _("Only somebody who decides on complaints may take “critical” back.")
    return ""


def _contacted_at(held: Mapping[str, Any], facts: GateFacts) -> str:
    return _past(held["contacted_at"], facts.received_at, facts.now)


def _confirmed_at(held: Mapping[str, Any], facts: GateFacts) -> str:
    return _past(held["confirmed_at"], facts.proposed_at or facts.received_at, facts.now)


def _past(at: datetime, since: datetime, now: datetime) -> str:
    if at > now:
        return _("This moment is still to come.")
    # Forms know no seconds.
    if at <= since - _SAME_MINUTE:
        return _("This is before the step that it follows, at {at}.").format(
            at=f"{since.astimezone(at.tzinfo):%m-%d %H:%M}"
        )
    return ""


def _chase_on(held: Mapping[str, Any], facts: GateFacts) -> str:
    if facts.today < held["chase_on"] <= facts.today + timedelta(days=facts.max_pause_days):
        return ""
    return _("Please choose one of the next {n} days.").format(n=facts.max_pause_days)


def _promised_on(held: Mapping[str, Any], facts: GateFacts) -> str:
    in_time = facts.today <= held["promised_on"] <= facts.today + _LATEST_PROMISE
    return "" if in_time else _("Please choose a day from today on, within a year.")


def _confirm_by(held: Mapping[str, Any], facts: GateFacts) -> str:
    in_time = facts.today <= held["confirm_by"] <= facts.today + _LATEST_CONFIRMATION
    return "" if in_time else _("Please choose a day from today on, within 60 days.")


def _confirmation(held: Mapping[str, Any], facts: GateFacts) -> str:
    if held["confirmation"] is Confirmation.NO_REPLY:
        return too_few_attempts(facts)
    return ""


def too_few_attempts(facts: GateFacts) -> str:
    """Why “no reply” is not an end yet; empty: it is."""
    if facts.attempts >= ATTEMPTS and facts.attempt_days >= ATTEMPT_DAYS:
        return ""
    sentence = _(
        "“No reply” takes at least {n} attempts on {days} different days since the solution was communicated."
        " So far: {attempts}, on {attempt_days}."
    )
    return sentence.format(n=ATTEMPTS, days=ATTEMPT_DAYS, attempts=facts.attempts, attempt_days=facts.attempt_days)


def _duplicate(_held: Mapping[str, Any], facts: GateFacts) -> str:
    return facts.duplicate_fault


_CHECKS: dict[str, Callable[[Mapping[str, Any], GateFacts], str]] = {
    "chase_on": _chase_on,
    "confirm_by": _confirm_by,
    "confirmation": _confirmation,
    "confirmed_at": _confirmed_at,
    "contacted_at": _contacted_at,
    "duplicate_of_id": _duplicate,
    "handler_id": _handler,
    "promised_on": _promised_on,
    "severity": _severity,
}
