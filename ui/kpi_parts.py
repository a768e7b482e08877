"""Numbers as they are shown: a card with its change, its thirteen months, what it was counted from, its rows."""

from collections.abc import Callable, Iterable

import streamlit as st

from care.kpis import (
    CHANNEL_FORMULA,
    RFM_FORMULA,
    SCORES,
    Formula,
    Numbers,
    Unit,
    Value,
)
from core.i18n import N_, _
from ui import formats
from ui.safe import esc

_UNITS = {
    Unit.RATIO: N_("per cent"),
    Unit.MONEY: N_("money"),
    Unit.PEOPLE: N_("customers (unit)"),
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
SCALES = {Unit.RATIO: 100.0, Unit.SHARE: 100.0, Unit.MONEY: 0.01, Unit.MINUTES: 1 / 60}
"""From what is counted to what stands beside the words of the unit."""
_HOUR = 60
_RISES = {True: "+", False: "−"}


def shown(value: Value, unit: Unit) -> str:
    """As a percentage, a fraction of a few, an amount, a time or a count; “—” where there is nothing to divide by."""
    number = value.value
    if number is None:
        return formats.NOTHING
    if value.is_fraction:
        sign = unit is Unit.RATIO
        return f"{_signed(value.numerator or 0, '') if sign else value.numerator}/{value.denominator}"
    said = _SAID.get(unit)
    return said(number) if said else formats.number(int(number))


def scaled(value: float | None, unit: Unit) -> float | None:
    """In the unit that is named beside it; None: there is nothing to divide by."""
    return None if value is None else round(value * SCALES.get(unit, 1.0), 3)


def unit_words(unit: Unit) -> str:
    """What stands beside an axis."""
    return formats.currency_name() if unit is Unit.MONEY else _(_UNITS[unit])


def _time(minutes: float) -> str:
    """In hours, never in days: a day of working time has not twenty-four of them."""
    if minutes < _HOUR:
        return _("{m} min").format(m=round(minutes))
    return _("{h} h").format(h=formats.number(round(minutes / _HOUR, 1)))


def _signed(number: float, unit: str) -> str:
    digits = formats.number(round(abs(number), 1))
    return f"{digits}{unit}" if not number else f"{_RISES[number > 0]}{digits}{unit}"


def _rounded(number: float) -> str:
    return formats.number(round(number, 1 if abs(number) >= 10 else 2))


_SAID: dict[Unit, Callable[[float], str]] = {
    **dict.fromkeys((Unit.PER_HUNDRED, Unit.PER_THOUSAND, Unit.PER_THOUSAND_CUSTOMERS, *SCORES), _rounded),
    Unit.RATIO: lambda number: _signed(number * 100, "%"),
    Unit.SHARE: lambda number: formats.percent(number),
    Unit.MONEY: lambda number: formats.round_money(int(number)),
    Unit.MINUTES: lambda number: _time(number),
    Unit.BALANCE: lambda number: _signed(number, ""),
    Unit.DAYS: lambda number: _("{n} d").format(n=formats.number(round(number, 1))),
}
"""Whatever is not here is a count."""


def plain(number: float) -> str:
    """With its sign, for the change beside a number."""
    return f"{round(number, 1):+g}"


def compared(numbers: Numbers) -> str:
    """One line above the cards: which days, against which, and whether they are over."""
    counted, before = numbers.counted, numbers.compared
    line = _("{start} – {end}, compared with {earlier} – {later}").format(
        start=formats.short_day(counted.start),
        end=formats.short_day(counted.last_day),
        earlier=formats.short_day(before.start),
        later=formats.short_day(before.last_day),
    )
    return " · ".join([line, _("period not finished")]) if numbers.unfinished else line


def definitions(formulas: Iterable[Formula]) -> None:
    """Every number's definition, from the same lines that the cards show."""
    for formula in (*formulas, CHANNEL_FORMULA, RFM_FORMULA):
        with st.container(border=True, key=f"definition-{formula.kpi.value}", gap="xsmall"):
            st.subheader(esc(formula.title), anchor=False)
            st.markdown(esc(formula.definition))
            st.caption(esc(formula.edge_cases))
            counted_from = _("Counted from: {source}. Unit: {unit}.")
            st.caption(esc(counted_from.format(source=_(formula.source), unit=_(_UNITS[formula.unit]))))
