"""The few facts that an event of a complaint carries besides its words, each in words; the rest is in the log."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from care.casefile import Entry
from core.i18n import N_, _
from db.models import ActionState, CauseCategory, EscapeCause, InvitationMode, InvitationPurpose, Severity
from db.models import ComplaintEventKind as Kind
from ui import cause_labels, formats
from ui import complaint_answers as told
from ui.escalation_labels import raised
from ui.safe import esc
from ui.survey_parts import PURPOSES

Names = Mapping[str, str]

_MODES = {
    InvitationMode.LINK: N_("by a link"),
    InvitationMode.MAIL: N_("by e-mail"),
    InvitationMode.PHONE: N_("on the phone"),
}
_BONDS = {
    ("duplicate", "from"): N_("It repeats {number}"),
    ("duplicate", "to"): N_("{number} repeats it"),
    ("follows", "from"): N_("It follows {number}"),
    ("follows", "to"): N_("{number} follows it"),
}


def details(entry: Entry, names: Names) -> Iterator[str]:
    """Line by line, escaped."""
    tell = _TOLD.get(entry.kind)
    return iter(()) if tell is None else tell(entry.detail, names)


def _opened(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    if alarming := detail.get("alarming"):
        yield _("Critical because of: {words}").format(words=esc(_(", ").join(alarming)))
    if number := detail.get("number"):
        yield _("Repeats {number}").format(number=esc(number))


def _edited(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    for name, change in detail.items():
        if name in told.FIELDS and isinstance(change, list):
            line = _("{change}, before: {value}")
            yield line.format(change=told.field_line(name, change[1]), value=told.field_value(name, change[0]))


def _assigned(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    yield " → ".join(esc(name) or _("nobody") for name in detail.get("names", ()))


def _regraded(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    yield " → ".join(told.code_word(Severity, detail.get(side)) for side in ("from", "to"))


def _tasked(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    due = formats.moment(datetime.fromisoformat(str(detail["due"]))) if detail.get("due") else formats.NOTHING
    yield _("{name}, until {moment}").format(name=esc(detail.get("name", "")), moment=due)


def _extended(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    if "approved" in detail:
        yield _("Approved") if detail["approved"] else _("Declined")
    if detail.get("until"):
        yield _("Until {moment}").format(moment=formats.moment(datetime.fromisoformat(str(detail["until"]))))
    if detail.get("told_customer"):
        label = _("How the customer was told the new date")
        yield _("{field}: {value}").format(field=label, value=esc(detail["told_customer"]))


def _file(detail: Mapping[str, Any], names: Names) -> Iterator[str]:
    yield esc(names.get(f"attachment:{detail.get('attachment')}", "")) or _("a file that is no longer there")


def _linked(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    sentence = _BONDS.get((str(detail.get("bond")), str(detail.get("side"))))
    number = esc(detail.get("number", ""))
    yield _(sentence).format(number=number) if sentence else number


def _found(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    if detail.get("category") in set(CauseCategory):
        yield cause_labels.cause(CauseCategory(detail["category"]))
    for why in detail.get("whys", ()):
        yield _("Why? {answer}").format(answer=esc(why))
    if detail.get("escape") in set(EscapeCause):
        yield cause_labels.escape(EscapeCause(detail["escape"]))


def _action(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    if detail.get("state") in set(ActionState):
        yield cause_labels.state_word(ActionState(detail["state"]))


def _escalated(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    yield raised(int(detail.get("level", 0)), str(detail.get("cause", "")))


def _invited(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    purpose, mode = detail.get("purpose"), detail.get("mode")
    if purpose in set(InvitationPurpose) and mode in set(InvitationMode):
        yield f"{_(PURPOSES[InvitationPurpose(purpose)])} · {_(_MODES[InvitationMode(mode)])}"


def _answered(detail: Mapping[str, Any], _names: Names) -> Iterator[str]:
    if detail.get("is_solved") is not None:
        yield _("It is solved.") if detail["is_solved"] else _("It is not solved.")
    if detail.get("score"):
        yield _("{score} of 5 points").format(score=esc(detail["score"]))


_TOLD: dict[Kind, Callable[[Mapping[str, Any], Names], Iterator[str]]] = {
    Kind.OPENED: _opened,
    Kind.EDITED: _edited,
    Kind.ASSIGNED: _assigned,
    Kind.REGRADED: _regraded,
    Kind.TASKED: _tasked,
    Kind.EXTENSION_ASKED: _extended,
    Kind.EXTENSION_DECIDED: _extended,
    Kind.ATTACHED: _file,
    Kind.DETACHED: _file,
    Kind.LINKED: _linked,
    Kind.CAUSE_FOUND: _found,
    Kind.ACTION_CHANGED: _action,
    Kind.ESCALATED: _escalated,
    Kind.ACKNOWLEDGED: _escalated,
    Kind.INVITED: _invited,
    Kind.ANSWERED: _answered,
}
