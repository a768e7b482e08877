"""The numbers of a page and their cards, kept for a minute: for this person alone, and while nothing has changed."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from auth.actor import Actor
from care import kpis
from care.kpis import Breakdown, Choices, Filters, Numbers, Period
from ui import kept, kpi_card_parts, period_parts
from ui.actions import ask
from ui.kept import ask_kept
from ui.kpi_card_parts import Reader

Stamp = tuple[int, ...]


@dataclass(frozen=True)
class Shown:
    """The numbers, and the cards as they are drawn: the three large ones, and all others by group."""

    numbers: Numbers
    first: dict[str, Any]
    others: list[dict[str, Any]]


def shown(actor: Actor, stamp: Stamp, period: Period, filters: Filters) -> Shown:
    found: Shown = _shown(kept.whose(actor, stamp), period, filters, actor)
    return found


def glance(actor: Actor, period: Period) -> dict[str, Any]:
    """The three large cards alone, without their months."""
    found: dict[str, Any] = _glance(kept.whose(actor, ask(kpis.stamp)), period, actor)
    return found


def breakdown(actor: Actor, period: Period, filters: Filters) -> Breakdown:
    return ask_kept(actor, ask(kpis.stamp), kpis.breakdown, period=period, filters=filters)


def choices(actor: Actor, stamp: Stamp) -> Choices:
    return ask_kept(actor, stamp, kpis.choices)


@st.cache_data(**kept.KEPT)  # type: ignore[untyped-decorator]
def _shown(
    whose: kept.Whose,
    period: Period,
    filters: Filters,
    _actor: Actor,
) -> Shown:
    del whose
    numbers = ask(kpis.numbers, period=period, filters=filters)
    reader = Reader(_actor, period_parts.as_address(period, filters))
    first = kpi_card_parts.group(numbers, kpi_card_parts.large(numbers), reader, is_large=True)
    return Shown(numbers, first, kpi_card_parts.others(numbers, reader))


@st.cache_data(**kept.KEPT)  # type: ignore[untyped-decorator]
def _glance(whose: kept.Whose, period: Period, _actor: Actor) -> dict[str, Any]:
    del whose
    numbers = ask(kpis.numbers, period=period, wanted=kpi_card_parts.LARGE, months_shown=0)
    reader = Reader(_actor, period_parts.as_address(period, Filters()))
    return kpi_card_parts.group(numbers, kpi_card_parts.large(numbers), reader, is_large=True)
