"""The numbers of a page, kept for a minute: for this person alone, and only while nothing they know of has changed."""

from typing import Any

import streamlit as st

from auth.actor import Actor
from care import kpis
from care.kpis import Breakdown, Filters, Numbers, Period
from ui.actions import ask

_KEPT = {"ttl": 60, "max_entries": 300, "show_spinner": False}


def numbers(actor: Actor, period: Period, filters: Filters) -> Numbers:
    found: Numbers = _numbers(_who(actor), ask(kpis.stamp), period, filters)
    return found


def breakdown(actor: Actor, period: Period, filters: Filters) -> Breakdown:
    found: Breakdown = _breakdown(_who(actor), ask(kpis.stamp), period, filters)
    return found


def _who(actor: Actor) -> tuple[Any, ...]:
    """Whatever decides how far somebody's numbers reach."""
    return actor.id, actor.role.value, actor.team_id


@st.cache_data(**_KEPT)  # type: ignore[call-overload,untyped-decorator]
def _numbers(who: tuple[Any, ...], stamp: tuple[int, int], period: Period, filters: Filters) -> Numbers:  # noqa: ARG001
    return ask(kpis.numbers, period=period, filters=filters)


@st.cache_data(**_KEPT)  # type: ignore[call-overload,untyped-decorator]
def _breakdown(who: tuple[Any, ...], stamp: tuple[int, int], period: Period, filters: Filters) -> Breakdown:  # noqa: ARG001
    return ask(kpis.breakdown, period=period, filters=filters)
