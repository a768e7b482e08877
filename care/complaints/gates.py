"""What must be told before a move is made, field by field, and the sentence for whoever leaves it out. Pure."""

from collections.abc import Mapping
from typing import Any

from care.complaints.answers import Unreadable, asked, read
from care.complaints.asks import Ask, Field
from care.complaints.fitting import GateFacts, fault
from care.complaints.lifecycle import Move, Rule
from core.i18n import N_, _


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
                found[ask.code] = missing(rule.move, ask)
        elif sentence := fault(ask.code, held, facts):
            found[ask.code] = sentence
    return found


def missing(move: Move, ask: Ask) -> str:
    """What is said to whoever leaves this out."""
    return _(_MISSING_AT.get((move, ask.code)) or _MISSING.get(ask.code) or _MISSING_IN[ask.field])


def _read(rule: Rule, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    held: dict[str, Any] = {}
    found: dict[str, str] = {}
    for ask in asked(rule.asks, given):
        try:
            held[ask.code] = read(ask, given.get(ask.code))
        except Unreadable as unreadable:
            found[ask.code] = str(unreadable)
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
_MISSING = {
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
_MISSING_AT = {
    (Move.RESUME, "words"): N_("Please write down what has come in."),
    (Move.OBJECT, "words"): N_("Please write down what the customer objects to."),
    (Move.WITHDRAW, "words"): N_("Please write down what the customer said."),
}
