"""From a number to its rows: which one is open, and who draws its lines."""

import streamlit as st

from auth.actor import Actor
from care.kpis import ALL_FORMULAS, ComplaintKpi, Filters, Kpi, Period, Segment
from ui import kpi_complaint_rows, kpi_plain_rows, kpi_rfm_rows, kpi_row_parts
from ui.kpi_card_parts import may_see_rows
from ui.kpi_rfm_parts import may_see_customers


def opened(actor: Actor) -> str:
    """The number in `?rows=growth`, or the segment, if it is one and its rows may be seen; else empty."""
    asked = st.query_params.get("rows", "")
    if asked in list(Segment):
        return asked if may_see_customers(actor) else ""
    return asked if asked in ALL_FORMULAS and may_see_rows(actor, asked) else ""


def show(code: str, actor: Actor, period: Period, filters: Filters) -> None:
    if code in list(Segment):
        kpi_rfm_rows.show(Segment(code), actor, period, filters)
    elif code in list(Kpi):
        kpi_row_parts.show(Kpi(code), period, filters)
    elif code in list(ComplaintKpi):
        kpi_complaint_rows.show(ComplaintKpi(code), period, filters)
    else:
        kpi_plain_rows.show(code, period, filters)
