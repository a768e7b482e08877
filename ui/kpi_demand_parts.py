"""What customers ask for on visits, month by month."""

import streamlit as st

from care.kpis import DemandTrend
from core.i18n import _, ngettext
from ui import chart_export, formats, heat_chart
from ui.heat_chart import Field, Titles
from ui.revisit_labels import demand
from ui.safe import esc

_LINE, _FRAME = 26, 70
"""Pixels of a line, and of what stands around the lines."""


def demands(trend: DemandTrend) -> None:
    title = _("What customers ask for")
    with st.container(border=True, key="kpi-demands", gap="xsmall"):
        st.markdown(f"**{esc(title)}**")
        st.caption(
            _("Visits on which a customer asked for it; one may tell of several. The last month may not be over.")
        )
        if not trend.lines:
            st.caption(_("Nothing was noted on the visits of these months."))
            return
        months = [f"{month:%y-%m}" for month in trend.months]
        fields = [
            Field(month, demand(line.demand), n, formats.number(n), _words(demand(line.demand), month, n, made))
            for line in trend.lines
            for month, n, made in zip(months, line.months, trend.visits, strict=True)
        ]
        most = max(max(line.months) for line in trend.lines)
        height = _FRAME + _LINE * len(trend.lines)
        heat_chart.draw(fields, Titles(_("month"), "", title), most=most, height=height)
        header = (_("Demand"), *months)
        rows = [(demand(line.demand), *line.months) for line in trend.lines]
        chart_export.buttons(title, header, [*rows, (_("Visits made"), *trend.visits)], of="kpi-demands")


def _words(name: str, month: str, n: int, made: int) -> str:
    of = ngettext("{n} of {made} visit", "{n} of {made} visits", made)
    return f"{name} · {month} · {of.format(n=formats.number(n), made=formats.number(made))}"
