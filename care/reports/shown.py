"""The numbers of a report as they are printed, in one language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale
from babel import numbers as babel

from care.kpis import AMOUNTS, SCORES, TOO_FEW, Unit
from core.i18n import N_, _, language

NOTHING = "—"
UNITS = {
    Unit.RATIO: N_("per cent"),
    Unit.MONEY: N_("money"),
    Unit.PEOPLE: N_("persons"),
    Unit.SHARE: N_("per cent"),
    Unit.PER_HUNDRED: N_("per 100 customers"),
    Unit.PER_THOUSAND: N_("per 1,000 orders"),
    Unit.PER_THOUSAND_CUSTOMERS: N_("per 1,000 customers"),
    Unit.COMPLAINTS: N_("number of complaints"),
    Unit.CONTACTS: N_("number of contacts"),
    Unit.MINUTES: N_("hours"),
    Unit.SCORE: N_("points from 1 to 5"),
    Unit.HUNDRED: N_("points of 100"),
    Unit.BALANCE: N_("points from −100 to 100"),
    Unit.EASE: N_("points from 1 to 7"),
    Unit.DAYS: N_("days"),
}
SCALES = {Unit.RATIO: 100.0, Unit.SHARE: 100.0, Unit.MINUTES: 1 / 60}
"""From what is stored to what stands at an axis."""
LIGHTS = {
    "green": ("✓", N_("on target")),
    "amber": ("◐", N_("close to target")),
    "red": ("▲", N_("off target")),
}
_POINTS = (Unit.RATIO, Unit.SHARE)


def value(told: Mapping[str, Any], unit: Unit, currency: str) -> str:
    """A percentage, a fraction of a few, an amount, a time or a count; “—” where there is nothing to divide by."""
    number, denominator = told["value"], told.get("denominator")
    if number is None:
        return NOTHING
    if denominator is not None and 0 < denominator < TOO_FEW:
        return f"{_signed(told['numerator']) if unit is Unit.RATIO else told['numerator']}/{denominator}"
    return plain(number, unit, currency)


def plain(number: float, unit: Unit, currency: str = "") -> str:
    match unit:
        case Unit.RATIO:
            return f"{_signed(number * 100)}%"
        case Unit.SHARE:
            return f"{decimal(number * 100)}%"
        case Unit.MONEY:
            return money(number, currency)
        case Unit.MINUTES:
            return _time(number)
        case Unit.BALANCE:
            return _signed(number)
        case Unit.DAYS:
            return _("{n} d").format(n=decimal(number))
    return decimal(number, 0 if unit in AMOUNTS else 2)


def change(told: Mapping[str, Any]) -> str:
    """Points for what is a share or a score, else per cent of what it was."""
    moved, unit = told["change"], Unit(told["unit"])
    if moved is None:
        return NOTHING
    if round(moved, 3) == 0:
        return _("no change")
    arrow = "↑" if moved > 0 else "↓"
    if unit in SCORES:
        return f"{arrow} {_signed(moved, 2)}"
    if unit in _POINTS:
        return f"{arrow} " + _("{points} points").format(points=_signed(moved * 100))
    return f"{arrow} {_signed(moved * 100)}%"


def light(told: Mapping[str, Any]) -> str:
    """A shape and a word: a print may have no colours."""
    if told["light"] is None:
        return ""
    shape, word = LIGHTS[told["light"]]
    return f"{shape} {_(word)}"


def money(number: float, currency: str) -> str:
    """Without cents."""
    sign = babel.get_currency_symbol(currency or "CNY", locale=_locale(language())).replace("CN¥", "¥")
    return f"{'−' if number < 0 else ''}{sign}{decimal(abs(number), 0)}"


def decimal(number: float, digits: int = 1) -> str:
    """Both languages write numbers alike, and Babel takes a third of the time of a whole report for them."""
    said = f"{round(number, digits) + 0.0:,.{digits}f}".replace("-", "−")
    return said.rstrip("0").rstrip(".") if digits else said


def _time(minutes: float) -> str:
    if minutes < 60:
        return _("{m} min").format(m=round(minutes))
    return _("{h} h").format(h=decimal(minutes / 60))


def _signed(number: float, digits: int = 1) -> str:
    said = decimal(abs(number), digits)
    return said if not round(number, digits) else f"{'+' if number > 0 else '−'}{said}"


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)
