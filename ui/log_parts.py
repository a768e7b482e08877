"""The log in words: what was done, to what, with which changes."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from auth.log import LogRow
from core.i18n import _, ngettext
from ui import formats, labels
from ui.log_codes import CODES
from ui.log_deeds import ACTIONS, SUBJECTS
from ui.log_fields import FIELDS, PEOPLE

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?\+00:00")


def action(code: str) -> str:
    return _(ACTIONS[code]) if code in ACTIONS else code


def subject(code: str) -> str:
    return _(SUBJECTS[code]) if code in SUBJECTS else code


def about(row: LogRow) -> str:
    """Customer 42; or how many records; or nothing."""
    if row.subject:
        return f"{subject(row.subject)} {row.subject_id or ''}".rstrip()
    return ngettext("{n} record", "{n} records", row.count).format(n=row.count) if row.count != 1 else formats.NOTHING


def changes(detail: dict[str, Any], people: Mapping[int, str] | None = None) -> str:
    """tier: C → A; the value of a personal field is not in the log."""
    return (
        " · ".join(_change(name, _named(name, value, people or {})) for name, value in detail.items())
        or formats.NOTHING
    )


def _named(field: str, value: Any, people: Mapping[int, str]) -> Any:
    """Colleagues by name, where the log keeps their ids."""
    if field not in PEOPLE:
        return value
    if isinstance(value, list):
        return [people.get(one, one) for one in value]
    return people.get(value, value)


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
    return _(word) if word else _plain(str(value))


def _plain(text: str) -> str:
    """A moment on the company's clock, as everywhere; anything else as it was stored."""
    if not _MOMENT.fullmatch(text):
        return text
    return formats.moment(datetime.fromisoformat(text))
