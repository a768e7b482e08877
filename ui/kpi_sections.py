"""Below the cards: one kind of chart at a time, and nothing is counted for those that are not looked at."""

from collections.abc import Callable

import streamlit as st

from auth.actor import Actor
from care import kpis
from care.kpis import Filters, Number, Numbers, Unit
from core.i18n import N_, _
from ui import (
    chart_export,
    cohort_chart,
    formats,
    kpi_asking,
    kpi_card_parts,
    kpi_channel_parts,
    kpi_chart_parts,
    kpi_demand_parts,
    kpi_lead_parts,
    kpi_promise_parts,
    kpi_rfm_parts,
    trend_chart,
)
from ui.actions import ask
from ui.kept import keep
from ui.kpi_asking import Shown
from ui.safe import esc

_SECTIONS = {
    "trend": N_("By month"),
    "parts": N_("Tier, source and region"),
    "cohorts": N_("Retention by cohort"),
    "rfm": N_("RFM"),
    "complaints": N_("Time and promises"),
    "channels": N_("Channels"),
    "leads": N_("Leads by stage"),
    "demands": N_("What customers ask for"),
}


def show(shown: Shown, actor: Actor, filters: Filters) -> None:
    chosen = st.segmented_control(
        _("Charts"),
        list(_SECTIONS),
        default="trend",
        required=True,
        format_func=lambda name: _(_SECTIONS[name]),
        label_visibility="collapsed",
        key="kpi_section",
        persist_state="session",
        wrap=True,
    )
    _DRAWN[chosen or "trend"](shown, actor, filters)


def _trend(shown: Shown, actor: Actor, filters: Filters) -> None:
    numbers = shown.numbers
    told = {code: one for code, one in numbers.by_code.items() if one.reading.months}
    first = kpi_card_parts.large(numbers)[-1]
    with st.container(border=True, key="kpi-trend"):
        code = st.selectbox(
            _("Number"),
            list(told),
            index=list(told).index(first),
            format_func=lambda code: told[code].formula.title,
            key="kpi_trend",
            persist_state="session",
        )
        number = told[code or first]
        drawn = keep(
            actor,
            shown.stamp,
            lambda: trend_chart.drawing(numbers, number),
            trend_chart.drawing,
            numbers.period,
            filters,
            number.code,
        )
        trend_chart.draw(number, drawn)
        header = (_("Month"), number.formula.title, "n")
        chart_export.buttons(number.formula.title, header, _rows(number), of="kpi-trend")


def _rows(number: Number) -> list[tuple[str, float | None, int]]:
    """Shares as shares of one, money in units of the currency."""
    scale = 0.01 if number.formula.unit is Unit.MONEY else 1
    return [
        (f"{month.start:%Y-%m}", None if month.value is None else month.value * scale, month.n)
        for month in number.reading.months
    ]


def _cohorts(filters: Filters) -> None:
    found = ask(kpis.cohorts, filters=filters)
    with st.container(border=True, key="kpi-cohorts"):
        st.caption(
            _(
                "Of the customers who first bought in a month, how many bought in each month after it. The last figure "
                "of each line is of this month, which is not over."
            )
        )
        cohort_chart.draw(found)
        header = (_("First bought in"), _("Customers"), *(str(later) for later in range(1, len(found))))
        rows = [(f"{one.month:%Y-%m}", one.size, *one.bought) for one in found]
        chart_export.buttons(_("Retention by cohort"), header, rows, of="kpi-cohorts")


def _complaints(numbers: Numbers, filters: Filters) -> None:
    figures = ask(kpis.complaint_figures, period=numbers.period, filters=filters, months_shown=1)
    if figures.is_empty:
        st.caption(_("No complaint was registered in this period."))
        return
    left, right = st.columns([2, 3])
    with left:
        kpi_promise_parts.bands(figures)
    with right:
        kpi_promise_parts.promises(ask(kpis.promises, period=numbers.period, filters=filters))
    st.caption(esc(f"n = {formats.number(numbers['closed_within_48h'].now.n)}"))


_DRAWN: dict[str, Callable[[Shown, Actor, Filters], None]] = {
    "trend": _trend,
    "parts": lambda shown, who, filters: kpi_chart_parts.by_part(
        kpi_asking.breakdown(who, shown.stamp, shown.numbers.period, filters)
    ),
    "cohorts": lambda _shown, _who, filters: _cohorts(filters),
    "rfm": lambda shown, who, filters: kpi_rfm_parts.show(who, shown.numbers.period, filters),
    "complaints": lambda shown, _who, filters: _complaints(shown.numbers, filters),
    "channels": lambda shown, _who, filters: kpi_channel_parts.channels(
        ask(kpis.channel_mix, period=shown.numbers.period, filters=filters)
    ),
    "leads": lambda shown, _who, filters: kpi_lead_parts.stages(
        ask(kpis.lead_steps, period=shown.numbers.period, filters=filters)
    ),
    "demands": lambda shown, _who, filters: kpi_demand_parts.demands(
        ask(kpis.demand_trend, period=shown.numbers.period, filters=filters)
    ),
}
