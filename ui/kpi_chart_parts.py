"""The charts of the numbers: any measure by tier, source and region."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import streamlit as st

from care.kpis import Breakdown, Slice
from core import i18n
from core.i18n import _
from db.models import Source, Tier
from ui import chart_export, chart_parts, formats, labels
from ui.chart_parts import Bar
from ui.safe import esc

_REGIONS_SHOWN = 8
_REST = "*"
"""The key of the regions put together: no region is called so."""
_LARGE = 10_000_000
"""Cents from which amounts are shown in ten thousands, in Chinese, or in thousands."""


@dataclass(frozen=True)
class Measure:
    """What a breakdown shows of each part."""

    name: str
    unit: str
    number_format: str
    of: Callable[[Slice], float | None]
    words: Callable[[Slice], str]


def _heading(words: str) -> None:
    st.markdown(f"**{esc(words)}**")


@st.fragment
def by_part(breakdown: Breakdown) -> None:
    """One measure at a time, cut three ways; changing it redraws nothing else."""
    measures = _measures(breakdown)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("By tier, source and region"), anchor=False, width="content")
        st.space("stretch")
        chosen = st.segmented_control(
            _("Measure"),
            list(measures),
            default="revenue",
            required=True,
            format_func=lambda name: measures[name].name,
            label_visibility="collapsed",
            key="kpi_measure",
            persist_state="session",
        )
    measure = measures[chosen or "revenue"]
    cuts: tuple[tuple[str, str, Sequence[Slice], Callable[[str], str]], ...] = (
        ("tier", _("Tier"), sorted(breakdown.by_tier, key=lambda part: part.key), lambda key: labels.tier(Tier(key))),
        ("source", _("Source"), breakdown.by_source, lambda key: labels.source(Source(key))),
        ("region", _("Region"), _largest(breakdown.by_region), _region),
    )
    for place, (cut, title, parts, words) in zip(st.columns(3), cuts, strict=True):
        of = f"kpi-part-{cut}"
        with place.container(border=True, height="stretch", key=of):
            _heading(title)
            _part_bars(parts, measure, words, f"{measure.name} · {title}")
            rows = [(words(part.key), measure.of(part)) for part in parts]
            chart_export.buttons(f"{measure.name} · {title}", (title, f"{measure.name} ({measure.unit})"), rows, of=of)


def _part_bars(parts: Sequence[Slice], measure: Measure, words: Callable[[str], str], alt_text: str) -> None:
    if not parts:
        st.caption(_("Nothing in this period."))
        return
    bars = [Bar(words(part.key), measure.of(part), f"{words(part.key)} · {measure.words(part)}") for part in parts]
    chart_parts.rows(bars, unit=measure.unit, number_format=measure.number_format, alt_text=alt_text)


def _measures(breakdown: Breakdown) -> dict[str, Measure]:
    divisor, unit = _money_unit([part.revenue_cents for part in breakdown.by_tier])
    people = _("customers (unit)")
    return {
        "revenue": Measure(
            _("Revenue"),
            unit,
            ",.0f",
            lambda part: part.revenue_cents / divisor,
            lambda part: f"{formats.round_money(part.revenue_cents)} · n = {part.orders}",
        ),
        "growth": Measure(
            _("Growth"),
            _("Growth, %"),
            ",.1f",
            lambda part: None if part.growth is None else part.growth * 100,
            lambda part: f"{formats.percent(part.growth)} · {part.active_at_start} → {part.active_at_end}",
        ),
        "active": Measure(
            _("Active customers"),
            people,
            ",.0f",
            lambda part: part.active_at_end,
            lambda part: formats.number(part.active_at_end),
        ),
        "new": Measure(
            _("New customers"), people, ",.0f", lambda part: part.came, lambda part: formats.number(part.came)
        ),
    }


def _region(key: str) -> str:
    return _("other") if key == _REST else key or _("unknown")


def _largest(parts: Sequence[Slice]) -> list[Slice]:
    """The regions with the most revenue, the rest put together."""
    shown, rest = list(parts[:_REGIONS_SHOWN]), parts[_REGIONS_SHOWN:]
    return [*shown, reduce(_together, rest)] if rest else shown


def _together(one: Slice, other: Slice) -> Slice:
    return Slice(
        _REST,
        one.active_at_start + other.active_at_start,
        one.active_at_end + other.active_at_end,
        one.came + other.came,
        one.revenue_cents + other.revenue_cents,
        one.orders + other.orders,
    )


def _money_unit(cents: Sequence[float]) -> tuple[float, str]:
    """By what to divide cents, and how the axis calls the result."""
    is_large = max((abs(amount) for amount in cents), default=0) >= _LARGE
    currency = formats.currency_name()
    if not is_large:
        return 100, currency
    if i18n.language() == "zh_CN":
        return 1_000_000, _("ten thousand {currency}").format(currency=currency)
    return 100_000, _("thousand {currency}").format(currency=currency)
