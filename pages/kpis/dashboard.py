"""For the owner and managers: is the firm growing, with whom, and which customers and orders say so."""

from functools import partial

import streamlit as st

from auth.permissions import Permission
from care import kpis
from care.kpis import ComplaintKpi, Figures, Filters, Kpi, Period
from core.i18n import _
from ui import (
    kpi_channel_parts,
    kpi_chart_parts,
    kpi_complaint_parts,
    kpi_complaint_rows,
    kpi_parts,
    kpi_promise_parts,
    kpi_row_parts,
    links,
    period_parts,
)
from ui.actions import ask
from ui.current import signed_in

LARGE = (Kpi.GROWTH, Kpi.ACTIVE, Kpi.REVENUE)
SMALL = (Kpi.NEW, Kpi.CUSTOMERS)


def page() -> None:
    actor = signed_in(Permission.KPI_READ)
    period_parts.take_address()
    period, filters = title_line()
    if period is None:
        st.caption(_("Pick the last day too."))
        return

    opened = kpi_row_parts.opened() if actor.may(Permission.CUSTOMER_READ) else None
    complaints_opened = kpi_complaint_rows.opened() if actor.may(Permission.COMPLAINT_READ) else None
    period_parts.tell_address(period, filters, opened or complaints_opened or "")

    figures = ask(kpis.figures, period=period, filters=filters)
    show_cards(figures, may_see_rows=actor.may(Permission.CUSTOMER_READ))
    if opened:
        kpi_row_parts.show(opened, period, filters)
        return
    kpi_chart_parts.by_month(figures)
    kpi_chart_parts.by_part(ask(kpis.breakdown, period=period, filters=filters))
    kpi_channel_parts.channels(ask(kpis.channel_mix, period=period, filters=filters))
    show_complaints(figures, filters, complaints_opened, may_see_rows=actor.may(Permission.COMPLAINT_READ))


def title_line() -> tuple[Period | None, Filters]:
    with st.container(horizontal=True, vertical_alignment="center", key="kpi-title"):
        st.title(_("Numbers"), anchor=False, width="content")
        st.space("stretch")
        period = period_parts.period_picker()
        filters = period_parts.filter_picker(ask(kpis.choices))
    return period, filters


def show_cards(figures: Figures, *, may_see_rows: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="kpi-compared"):
        st.caption(kpi_parts.compared(figures), width="content")
        links.link_to("kpis/definitions.py", _("How numbers are counted"), icon=":material/function:")
    for group in (LARGE, SMALL):
        for kpi, place in zip(group, st.columns(len(group)), strict=True):
            with place:
                way = partial(kpi_row_parts.button, kpi) if may_see_rows else None
                kpi_parts.card(figures[kpi], way_to_rows=way)


def show_complaints(known: Figures, filters: Filters, opened: ComplaintKpi | None, *, may_see_rows: bool) -> None:
    period = known.period
    figures = ask(kpis.complaint_figures, period=period, filters=filters)
    rows = partial(kpi_complaint_rows.show, period=period, filters=filters)
    kpi_complaint_parts.section(figures, may_see_rows=may_see_rows, opened=opened, rows=rows)
    if figures.is_empty:
        return
    left, right = st.columns([2, 3])
    with left:
        kpi_promise_parts.bands(figures)
    with right:
        kpi_promise_parts.promises(ask(kpis.promises, period=period, filters=filters))


page()
