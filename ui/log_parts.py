"""The log in words: what was done, to what, with which changes."""

from typing import Any

from auth.log import LogRow
from core.i18n import _, ngettext
from ui import formats, labels
from ui.log_deeds import ACTIONS, SUBJECTS
from ui.log_fields import CODES, FIELDS


def action(code: str) -> str:
    return _(ACTIONS[code]) if code in ACTIONS else code


def subject(code: str) -> str:
    return _(SUBJECTS[code]) if code in SUBJECTS else code


def about(row: LogRow) -> str:
    """Customer 42; or how many records; or nothing."""
    if row.subject:
        return f"{subject(row.subject)} {row.subject_id or ''}".rstrip()
    return ngettext("{n} record", "{n} records", row.count).format(n=row.count) if row.count != 1 else formats.NOTHING


def changes(detail: dict[str, Any]) -> str:
    """tier: C → A; the value of a personal field is not in the log."""
    return " · ".join(_change(name, value) for name, value in detail.items()) or formats.NOTHING


def _change(name: str, value: Any) -> str:
    field = _field(name)
    if value == "*":
        return _("{field} changed").format(field=field)
    if isinstance(value, list) and len(value) == 2 and name != "tags":
        changed = f"{_word(name, value[0])} → {_word(name, value[1])}"
        return _("{field}: {value}").format(field=field, value=changed)
    return _("{field}: {value}").format(field=field, value=_word(name, value))


def _field(name: str) -> str:
    word = FIELDS.get(name) or labels.CUSTOMER_FIELDS.get(name)
    return _(word) if word else name


def _word(field: str, value: Any) -> str:
    """A stored code as people read it; anything else as it is."""
    if value in (None, "", [], {}):
        return formats.NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _(", ").join(map(str, value))
    if isinstance(value, dict):
        return _(", ").join(f"{_field(name)} {number}" for name, number in value.items() if number)
    if field.endswith("_cents") and isinstance(value, int):
        return formats.money(value)
    word = CODES.get(field, {}).get(str(value))
    return _(word) if word else str(value)
