"""What must be told before a move is made: each field, and the few things that fields must agree on. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from care.complaints.answers import Unreadable, asked, read
from care.complaints.asks import Field
from care.complaints.lifecycle import Rule
from core.i18n import N_, _
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


def values(rule: Rule, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields in play hold; those that cannot be read are left out."""
    return _read(rule, given)[0]


def problems(rule: Rule, given: Mapping[str, Any], facts: GateFacts) -> dict[str, str]:
    """Field by field, the sentence of what is missing or cannot be; empty: the gate is open."""
    held, found = _read(rule, given)
    for ask in asked(rule.asks, given):
        if ask.code in found:
            continue
        if held.get(ask.code) is None:
            if ask.is_required:
                found[ask.code] = _(MISSING.get(ask.code) or _MISSING_IN[ask.field])
        elif fault := CHECKS.get(ask.code, _fine)(held, facts):
            found[ask.code] = fault
    return found


def _read(rule: Rule, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    held: dict[str, Any] = {}
    found: dict[str, str] = {}
    for ask in asked(rule.asks, given):
        try:
            held[ask.code] = read(ask, given.get(ask.code))
        except Unreadable as fault:
            found[ask.code] = str(fault)
    return held, found


_MISSING_IN = {
    Field.TEXT: N_("Please fill this in."),
    Field.WORDS: N_("Please fill this in."),
    Field.CHOICE: N_("Please choose one from the list."),
    Field.YES_NO: N_("Please answer yes or no."),
    Field.DAY: N_("Please choose a day."),
    Field.MOMENT: N_("Please say when."),
    Field.HANDLER: N_("Please choose who handles it."),
    Field.COMPLAINT: N_("Please choose the complaint that this repeats."),
    Field.MONEY: N_("Please enter the amount."),
}
# Where the sentence of the field's sort would not say what is wanted.
MISSING = {
    "asked": N_("Please write down what was asked for."),
    "confirmation": N_("Please say how it ended with the customer."),
    "confirmed_by": N_("Please say who confirmed."),
    "confirmed_how": N_("Please say how they confirmed: by phone, in writing, in person."),
    "decision": N_("Please say whether the complaint is upheld."),
    "evidence": N_("Please write down what shows it."),
    "facts": N_("Please write down what was found."),
    "medium": N_("Please say how we talked with the customer."),
    "party": N_("Please say whom we wait for."),
    "remedy": N_("Please choose a remedy; “None” is one."),
    "remedy_given": N_("Please write down what the customer gets."),
    "severity": N_("Please choose how severe it is."),
    "summary": N_("Please write down what was said."),
    "told_how": N_("Please say how the customer was told."),
    "words": N_("Please say why, for whoever reads the file later."),
}


def _fine(_held: Mapping[str, Any], _facts: GateFacts) -> str:
    return ""


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


CHECKS: dict[str, Callable[[Mapping[str, Any], GateFacts], str]] = {
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
