"""What the gates ask for: the fields that a move needs before it is made. Forms are drawn from these, none by hand."""

from dataclasses import dataclass
from enum import StrEnum

from core.i18n import N_
from db.models import Confirmation, Decision, Grade, Medium, Remedy, Severity


class Field(StrEnum):
    TEXT = "text"
    WORDS = "words"
    """Several lines."""
    CHOICE = "choice"
    YES_NO = "yes_no"
    DAY = "day"
    MOMENT = "moment"
    HANDLER = "handler"
    """Somebody who may handle complaints."""
    COMPLAINT = "complaint"
    """Another complaint of the same customer."""
    MONEY = "money"


class When(StrEnum):
    """Under which facts a field is asked for; see gates.py."""

    ALWAYS = "always"
    CONFIRMED = "confirmed"
    NO_REPLY = "no_reply"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True)
class Ask:
    code: str
    label: str
    field: Field
    choices: type[StrEnum] | None = None
    is_required: bool = True
    when: When = When.ALWAYS
    """A field that depends on an earlier answer of the same form, such as how the customer confirmed."""


# A contact record: how we spoke with the customer. The first response stops from such a record and from nothing else.
_MEDIUM = Ask("medium", N_("How we talked"), Field.CHOICE, Medium)
_CONTACTED_AT = Ask("contacted_at", N_("When we talked"), Field.MOMENT, is_required=False)
_SAID = Ask("summary", N_("What was said"), Field.WORDS)

ACCEPTING = (
    Ask("handler_id", N_("Handler"), Field.HANDLER),
    Ask("severity", N_("Severity"), Field.CHOICE, Severity),
    Ask("is_safety", N_("Is anybody's safety at stake?"), Field.YES_NO, is_required=False),
    Ask("impact", N_("Impact"), Field.CHOICE, Grade, is_required=False),
    Ask("complexity", N_("Complexity"), Field.CHOICE, Grade, is_required=False),
    Ask("immediate_action", N_("What had to be done at once"), Field.WORDS, is_required=False),
    Ask("told_how", N_("How the customer was told that we have it in hand"), Field.TEXT),
)
CONTACTING = (_MEDIUM, _CONTACTED_AT, _SAID)
WAITING = (
    Ask("asked", N_("What we asked the customer for"), Field.WORDS),
    _MEDIUM,
    _CONTACTED_AT,
    Ask("chase_on", N_("Ask again on"), Field.DAY),
)
WAITING_THIRD = (
    Ask("party", N_("Whom we wait for"), Field.TEXT),
    Ask("promised_on", N_("Promised for"), Field.DAY),
    Ask("asked", N_("What they have to do"), Field.WORDS),
)
RESUMING = (Ask("words", N_("What has come in"), Field.WORDS),)
PROPOSING = (
    Ask("facts", N_("What we found"), Field.WORDS),
    Ask("decision", N_("Decision"), Field.CHOICE, Decision),
    Ask("remedy", N_("Remedy"), Field.CHOICE, Remedy),
    Ask("remedy_given", N_("What the customer gets"), Field.WORDS),
    Ask("cost", N_("What it costs us"), Field.MONEY, is_required=False),
    Ask("interim_measure", N_("What stops it for now"), Field.WORDS, is_required=False),
    _MEDIUM,
    _CONTACTED_AT,
    Ask("summary", N_("What we told the customer"), Field.WORDS),
    Ask("confirm_by", N_("Answer expected by"), Field.DAY),
)
OBJECTING = (Ask("words", N_("What the customer objects to"), Field.WORDS),)
CLOSING = (
    Ask("confirmation", N_("What the customer says"), Field.CHOICE, Confirmation),
    Ask("confirmed_by", N_("Who confirmed"), Field.TEXT, when=When.CONFIRMED),
    Ask("confirmed_at", N_("When"), Field.MOMENT, is_required=False, when=When.CONFIRMED),
    Ask("confirmed_how", N_("How"), Field.TEXT, when=When.CONFIRMED),
    Ask("words", N_("Why, and where else the customer was told to turn"), Field.WORDS, when=When.NOT_ACCEPTED),
)
ANSWERING = (_MEDIUM, _CONTACTED_AT, Ask("summary", N_("What we answered"), Field.WORDS))
DUPLICATING = (Ask("duplicate_of_id", N_("Duplicate of"), Field.COMPLAINT),)
REJECTING = (
    Ask("words", N_("Why it is not upheld"), Field.WORDS),
    Ask("evidence", N_("Evidence"), Field.WORDS),
    _MEDIUM,
    _CONTACTED_AT,
    Ask("summary", N_("What we told the customer"), Field.WORDS),
)
WITHDRAWING = (Ask("words", N_("What the customer said"), Field.WORDS),)
REOPENING = (Ask("words", N_("Why it is taken up again"), Field.WORDS),)
