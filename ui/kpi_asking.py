"""The numbers of a page and their cards, kept for a minute: for this person alone, and while nothing has changed."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from auth.actor import Actor
from care import kpis
from care.kpis import Breakdown, Choices, Filters, Numbers, Period
from core import i18n
from ui import kpi_card_parts, period_parts
from ui.actions import ask
from ui.kpi_card_parts import Reader

_KEPT = {"ttl": 60, "max_entries": 300, "show_spinner": False}
Who = tuple[Any, ...]
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Shown:
    """The numbers, and the cards as they are drawn: the three large ones, and all others by group."""

    numbers: Numbers
    first: dict[str, Any]
    others: list[dict[str, Any]]


def shown(actor: Actor, stamp: Stamp, period: Period, filters: Filters) -> Shown:
    found: Shown = _shown(_who(actor), stamp, i18n.language(), period, filters, actor)
    return found


def breakdown(actor: Actor, period: Period, filters: Filters) -> Breakdown:
    found: Breakdown = _breakdown(_who(actor), ask(kpis.stamp), period, filters)
    return found


def choices(actor: Actor, stamp: Stamp) -> Choices:
    found: Choices = _choices(_who(actor), stamp)
    return found


def _who(actor: Actor) -> Who:
    """Whatever decides how far somebody's numbers reach, and whether their rows."""
    return actor.id, actor.role.value, actor.team_id


@st.cache_data(**_KEPT)  # type: ignore[call-overload,untyped-decorator]
def _shown(
    who: Who,  # noqa: ARG001
    stamp: Stamp,  # noqa: ARG001
    language: str,  # noqa: ARG001
    period: Period,
    filters: Filters,
    _actor: Actor,
) -> Shown:
    numbers = ask(kpis.numbers, period=period, filters=filters)
    reader = Reader(_actor, period_parts.as_address(period, filters))
    first = kpi_card_parts.group(numbers, kpi_card_parts.large(numbers), reader, is_large=True)
    return Shown(numbers, first, kpi_card_parts.others(numbers, reader))


@st.cache_data(**_KEPT)  # type: ignore[call-overload,untyped-decorator]
def _breakdown(who: Who, stamp: Stamp, period: Period, filters: Filters) -> Breakdown:  # noqa: ARG001
    return ask(kpis.breakdown, period=period, filters=filters)


@st.cache_data(**_KEPT)  # type: ignore[call-overload,untyped-decorator]
def _choices(who: Who, stamp: Stamp) -> Choices:  # noqa: ARG001
    return ask(kpis.choices)
