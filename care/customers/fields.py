"""The fields of a customer's file that people edit, and what may stand in them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from care.almanac import LunarDay
from core.errors import Invalid
from core.i18n import _
from db.models import CustomerKind, Source

LENGTHS = {
    "name": 200,
    "company": 200,
    "industry": 60,
    "region": 60,
    "address": 300,
    "scale": 60,
    "needs": 2000,
    "preferences": 2000,
    "finance_note": 2000,
    "note": 2000,
}
_CODES: dict[str, type[StrEnum]] = {"kind": CustomerKind, "source": Source}
FINANCE = "finance_note"
LUNAR = "birthday_lunar"
EDITABLE = (*LENGTHS, *_CODES, "birthday", LUNAR)
OLDEST = date(1900, 1, 1)


def checked(details: Mapping[str, Any], today: date) -> dict[str, Any]:
    """These fields as they are stored; Invalid says what is wrong with which."""
    values = {field: _clean(field, value) for field, value in details.items() if field in EDITABLE}
    problems = {field: problem for field, value in values.items() if (problem := _problem(field, value, today))}
    if problems:
        raise Invalid(problems)
    return values


def _clean(field: str, value: Any) -> Any:
    if field == "region":
        return " ".join(str(value or "").split())
    if field in LENGTHS or field == LUNAR:
        return str(value or "").strip()
    return value or None


def _problem(field: str, value: Any, today: date) -> str:
    if field == "name" and not value:
        return _("Please enter a name.")
    if field in LENGTHS:
        return _too_long(value, LENGTHS[field])
    if field in _CODES:
        return "" if value in list(_CODES[field]) else _("Please choose one of the list.")
    if field == LUNAR:
        return "" if is_lunar_day(value) else _("The lunar calendar has no such day.")
    if value is not None and not (OLDEST <= value <= today):
        return _("This birthday cannot be right.")
    return ""


def is_lunar_day(code: str) -> bool:
    """Empty, or a day that some lunar year has."""
    try:
        return not code or bool(LunarDay.of(code))
    except ValueError:
        return False


def _too_long(value: str, limit: int) -> str:
    if len(value) <= limit:
        return ""
    return _("Please use at most {limit} characters; these are {length}.").format(limit=limit, length=len(value))
