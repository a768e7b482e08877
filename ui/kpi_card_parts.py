"""Numbers as cards, all of a page in one element: value, light, change, what it was counted from, its months."""

import json
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
    ComplaintKpi,
    Group,
    Kpi,
    Number,
    Numbers,
)
from core.i18n import N_, _
from ui import kpi_card_words
from ui.kpi_parts import scaled, shown
from ui.menu import screen

_ART = Path(__file__).resolve().parent / "art"
# The first of each pair that is counted here.
_LARGE = (("satisfaction", ComplaintKpi.CSAT.value), (ComplaintKpi.RATE.value,), (Kpi.GROWTH.value,))
LARGE = tuple(code for codes in _LARGE for code in codes)
GROUPS = {
    Group.CUSTOMERS: N_("Customers and revenue"),
    Group.PURCHASES: N_("Buying again, and value"),
    Group.COMPLAINTS: N_("Complaints"),
    Group.SATISFACTION: N_("Satisfaction"),
    Group.FOLLOW_UP: N_("Leads and revisits"),
    Group.STAGES: N_("Customers by stage"),
    Group.FILES: N_("Customers' files"),
    Group.RULES: N_("Rules and training"),
}


def large(numbers: Numbers) -> tuple[str, ...]:
    """The three that the owner asks for first."""
    return tuple(next(code for code in codes if code in numbers.by_code) for codes in _LARGE)


def sheet(groups: Sequence[Mapping[str, Any]]) -> bytes:
    """What a browser draws the groups from: written once, where Streamlit would write sixty cards twice a run."""
    return json.dumps({"groups": groups, "formula": _("ƒ How it is counted")}, ensure_ascii=False).encode()


def draw(drawn: bytes, *, key: str) -> str | None:
    """The code of the number whose rows were just asked for. `drawn`: a sheet."""
    result: Any = _component()(data=drawn, key=key, on_opened_change=_noted)
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
    unit = number.formula.unit
    months = [scaled(month.value, unit) for month in number.reading.months]
    rows = kpi_card_words.rows_words(number) if number.now.n and may_see_rows(reader.actor, number.code) else ""
    return {
        "code": number.code,
        "title": number.formula.title,
        "value": shown(number.now, unit),
        "small": number.is_small,
        "light": kpi_card_words.light(number),
        "lines": kpi_card_words.lines(numbers, number),
        "spark": months if sum(value is not None for value in months) > 1 else None,
        "aim": scaled(number.aim.target, unit) if number.aim else None,
        "said": kpi_card_words.months_words(number),
        "formula": [number.formula.definition, number.formula.edge_cases, *kpi_card_words.interval(number)],
        "rows": rows,
        "href": f"/{screen('kpis/dashboard.py').address}?{urlencode({**reader.way, 'rows': number.code})}",
    }


def _noted() -> None:
    """The value says it all."""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_cards",
        css=(_ART / "cards.css").read_text(encoding="utf8"),
        js=(_ART / "cards.js").read_text(encoding="utf8"),
    )
