"""Numbers as cards, all of a page in one element: value, light, change, what it was counted from, its months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from auth.actor import Actor
from care.kpis import (
    PROVIDERS,
    TOO_FEW,
    ComplaintKpi,
    Good,
    Group,
    Kpi,
    Light,
    Number,
    Numbers,
    Unit,
    Value,
)
from core.i18n import N_, _, ngettext
from ui import formats
from ui.kpi_parts import plain, shown
from ui.menu import screen

_ART = Path(__file__).resolve().parent / "art"
# The first of each pair that is counted here.
_LARGE = (("satisfaction", ComplaintKpi.CSAT.value), (ComplaintKpi.RATE.value,), (Kpi.GROWTH.value,))
GROUPS = {
    Group.CUSTOMERS: N_("Customers and revenue"),
    Group.PURCHASES: N_("Buying again, and value"),
    Group.COMPLAINTS: N_("Complaints"),
    Group.SATISFACTION: N_("Satisfaction"),
    Group.FOLLOW_UP: N_("Leads and revisits"),
    Group.STAGES: N_("Customers by stage"),
    Group.FILES: N_("Customers' files"),
}
_LIGHTS = {
    Light.GREEN: ("✓", N_("on target")),
    Light.AMBER: ("◔", N_("close to target")),
    Light.RED: ("▲", N_("off target")),
}
_SCALES = {Unit.RATIO: 100.0, Unit.SHARE: 100.0, Unit.MONEY: 0.01, Unit.MINUTES: 1 / 60}


def large(numbers: Numbers) -> tuple[str, ...]:
    """The three that the owner asks for first."""
    return tuple(next(code for code in codes if code in numbers.by_code) for codes in _LARGE)


def draw(groups: Sequence[Mapping[str, Any]], *, key: str) -> str | None:
    """The code of the number whose rows were just asked for."""
    words = {"formula": _("ƒ How it is counted")}
    result: Any = _component()(data={"groups": list(groups), **words}, key=key, on_opened_change=_noted)
    return str(result.opened) if result.opened is not None else None


@dataclass(frozen=True)
class Reader:
    """Who looks, and what a link to a number's rows must carry."""

    actor: Actor
    way: Mapping[str, str]


def group(
    numbers: Numbers, codes: Sequence[str], reader: Reader, *, title: str = "", is_large: bool = False
) -> dict[str, Any]:
    cards = [_card(numbers, numbers[code], reader) for code in codes]
    return {"title": title, "large": is_large, "cards": cards}


def others(numbers: Numbers, reader: Reader) -> list[dict[str, Any]]:
    """All that are not large, by what they are about."""
    done, found = set(large(numbers)), []
    for about, title in GROUPS.items():
        codes = [code for code, one in numbers.by_code.items() if one.formula.group is about and code not in done]
        if codes:
            found.append(group(numbers, codes, reader, title=_(title)))
    return found


def may_see_rows(actor: Actor, code: str) -> bool:
    return actor.may(next(one.rows_need for one in PROVIDERS if one.brings(code)))


def _card(numbers: Numbers, number: Number, reader: Reader) -> dict[str, Any]:
    unit, scale = number.formula.unit, _SCALES.get(number.formula.unit, 1.0)
    months = [None if month.value is None else round(month.value * scale, 3) for month in number.reading.months]
    rows = _rows_words(number) if number.now.n and may_see_rows(reader.actor, number.code) else ""
    return {
        "code": number.code,
        "title": number.formula.title,
        "value": shown(number.now, unit),
        "small": number.is_small,
        "light": _light(number),
        "lines": _lines(numbers, number),
        "spark": months if sum(value is not None for value in months) > 1 else None,
        "aim": round(number.target.target * scale, 3) if number.target else None,
        "said": _months_words(number),
        "formula": [number.formula.definition, number.formula.edge_cases, *_interval(number)],
        "rows": rows,
        "href": f"/{screen('kpis/dashboard.py').address}?{urlencode({**reader.way, 'rows': number.code})}",
    }


def _light(number: Number) -> dict[str, str] | None:
    if number.light is None:
        return None
    shape, word = _LIGHTS[number.light]
    return {"tone": number.light.value, "shape": shape, "word": _(word)}


def _lines(numbers: Numbers, number: Number) -> list[dict[str, str]]:
    unit = number.formula.unit
    lines = []
    if not number.formula.is_of_today:
        before = _("before: {value}").format(value=shown(number.before, unit))
        change = _change(number)
        lines.append({"text": f"{change} · {before}" if change else before, "tone": _tone(number)})
    counted = [f"n = {_base(number.now)}"]
    if number.target is not None:
        counted.insert(0, _("target: {value}").format(value=shown(Value(number.target.target, 0), unit)))
    if number.is_small and number.now.base >= TOO_FEW:
        counted.append(_("small sample"))
    if number.reading.is_censored:
        counted.append(_("can still grow"))
    if number.formula.is_of_today:
        counted.append(_("as of today"))
    elif numbers.unfinished:
        counted.append(_("period not finished"))
    return [*lines, {"text": " · ".join(counted)}]


def _base(value: Value) -> str:
    """Of a ratio of two different things, both: 12 / 340."""
    if value.denominator is None or value.denominator == value.n:
        return formats.number(value.n)
    if value.numerator == value.n:
        return f"{formats.number(value.numerator)} / {formats.number(value.denominator)}"
    return formats.number(value.n)


def _change(number: Number) -> str:
    change, unit = number.change, number.formula.unit
    if change is None:
        return ""
    if round(change, 3) == 0:
        return _("no change")
    arrow = "↑" if change > 0 else "↓"
    if unit in (Unit.RATIO, Unit.SHARE):
        return f"{arrow} " + _("{points} points").format(points=plain(change * 100))
    return f"{arrow} " + (plain(change) if unit is Unit.SCORE else plain(change * 100) + "%")


def _tone(number: Number) -> str:
    change = number.change
    if number.is_small or not change or round(change, 3) == 0 or number.formula.good is Good.NEITHER:
        return "grey"
    return "green" if (change > 0) is (number.formula.good is Good.UP) else "amber"


def _interval(number: Number) -> list[str]:
    if number.interval is None or number.now.is_fraction:
        return []
    low, high = number.interval
    words = _("With 95 % confidence the true share lies between {low} and {high}.")
    return [words.format(low=formats.percent(low), high=formats.percent(high))]


def _months_words(number: Number) -> str:
    """What the line says to whoever cannot see it."""
    told = [
        f"{formats.month(month.start)}: {shown(Value(month.value, month.n), number.formula.unit)}"
        for month in number.reading.months
    ]
    return "; ".join(told)


def _rows_words(number: Number) -> str:
    n = number.now.n
    words = (
        ngettext("See the {n} customer", "See the {n} customers", n)
        if number.code in list(Kpi) and number.code not in (Kpi.REVENUE, Kpi.ORDER_REPEAT)
        else ngettext("See the {n} row", "See the {n} rows", n)
    )
    return words.format(n=formats.number(n))


def _noted() -> None:
    """The value says it all."""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_cards",
        css=(_ART / "cards.css").read_text(encoding="utf8"),
        js=(_ART / "cards.js").read_text(encoding="utf8"),
    )
