"""What a gate was told, read back from the timeline in words."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from care.complaints import Ask, Field, Move, rule_of
from core.i18n import N_, _
from db.models import ComplaintCategory, ComplaintKind, Grade, Medium
from ui import complaint_labels as words
from ui import formats
from ui.safe import esc

FIELDS: dict[str, tuple[str, type[StrEnum] | None]] = {
    "kind": (N_("Kind"), ComplaintKind),
    "category": (N_("What it is about"), ComplaintCategory),
    "channel": (N_("How it came in"), Medium),
    "impact": (N_("Impact"), Grade),
    "complexity": (N_("Complexity"), Grade),
    "description": (N_("What the customer reports"), None),
    "remedy_requested": (N_("What the customer wants"), None),
    "product": (N_("Product or service"), None),
    "order_id": (N_("Order"), None),
    "received_at": (N_("When it came in"), None),
    "reporter_name": (N_("Name"), None),
    "reporter_reach": (N_("How to reach them"), None),
    "immediate_action": (N_("What had to be done at once"), None),
}
# Told by the contact record that stands beside the move.
_IN_THE_CONTACT = frozenset({"medium", "contacted_at"})


def move_of(detail: Mapping[str, Any]) -> Move | None:
    code = detail.get("move")
    return Move(code) if code in set(Move) else None


def main_label(move: Move, detail: Mapping[str, Any]) -> str:
    """What the free text of this move answers to."""
    found = next((ask for ask in rule_of(move).asks if ask.code == detail.get("main")), None)
    return _(found.label) if found else ""


def answers(move: Move, detail: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """One line an answer, escaped; `names`: of the people and complaints that answers point to, by field."""
    return [
        _answer(ask, detail[ask.code], names)
        for ask in rule_of(move).asks
        if detail.get(ask.code) not in (None, "", False) and ask.code not in _IN_THE_CONTACT
    ]


def field_line(name: str, value: Any) -> str:
    """Category: Delivery; of a file's field and its value, as stored or as the timeline keeps it."""
    if name not in FIELDS:
        return esc(name)
    label, _codes = FIELDS[name]
    return _("{field}: {value}").format(field=_(label), value=field_value(name, value))


def field_value(name: str, value: Any) -> str:
    _label, codes = FIELDS[name]
    if value in (None, ""):
        return formats.NOTHING
    if codes is not None:
        return code_word(codes, value)
    if name == "received_at":
        return formats.moment(value if isinstance(value, datetime) else datetime.fromisoformat(value))
    return esc(value, limit=300)


def code_word(codes: type[StrEnum], value: Any) -> str:
    """The word of a stored code; one of a newer version as it is."""
    return words.word(codes(value)) if value in {code.value for code in codes} else esc(value)


def _answer(ask: Ask, value: Any, names: Mapping[str, str]) -> str:
    if ask.field is Field.YES_NO:
        return f"{_(ask.label)} {_shown(ask, value, names)}"  # the label is a question
    return _("{field}: {value}").format(field=_(ask.label), value=_shown(ask, value, names))


def _shown(ask: Ask, value: Any, names: Mapping[str, str]) -> str:
    match ask.field:
        case Field.CHOICE if ask.choices is not None:
            return code_word(ask.choices, value)
        case Field.YES_NO:
            return _("yes") if value else _("no")
        case Field.MONEY:
            return esc(formats.money(int(value)))
        case Field.DAY:
            return formats.day(date.fromisoformat(value))
        case Field.MOMENT:
            return formats.moment(datetime.fromisoformat(value))
        case Field.HANDLER | Field.COMPLAINT:
            return esc(names.get(f"{ask.field.value}:{value}", f"#{value}"))
    return esc(value, limit=4000)
