"""The rows behind a number, as a table that the server pages."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from care import kpis
from care.kpis import FORMULAS, CustomerRow, Filters, Kpi, Movement, OrderRow, Period, Rows
from core.i18n import N_, _, ngettext
from ui import current, formats, labels, links
from ui.actions import ask
from ui.safe import esc

_MOVEMENTS = {
    Movement.NEW: N_("＋ new"),
    Movement.BACK: N_("＋ came back"),
    Movement.LEFT: N_("− left"),
    Movement.STAYED: N_("= stayed"),
}


def opened() -> Kpi | None:
    """The number in `?rows=growth`, if it is one."""
    asked = st.query_params.get("rows", "")
    return Kpi(asked) if asked in list(Kpi) else None


def show(kpi: Kpi, period: Period, filters: Filters, address: Mapping[str, str]) -> None:
    page = current.remembered(_pager(kpi, period, filters), 1)
    rows = ask(kpis.rows, kpi=kpi, period=period, filters=filters, page=page)
    with st.container(border=True, key="kpi-rows"):
        _title(rows, address)
        if not rows.total:
            st.caption(_("Nothing was counted in this period."))
            return
        _table(rows)
        if rows.pages > 1:
            st.pagination(rows.pages, key=_pager(kpi, period, filters))


def _title(rows: Rows, address: Mapping[str, str]) -> None:
    count = ngettext("{n} row", "{n} rows", rows.total).format(n=formats.number(rows.total))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(esc(f"{FORMULAS[rows.kpi].title} · {count}"), anchor=False, width="content")
        st.space("stretch")
        links.link_to("kpis/dashboard.py", _("Back to the charts"), icon=":material/bar_chart:", **address)
    st.caption(esc(FORMULAS[rows.kpi].definition))


def _table(rows: Rows) -> None:
    """A click on a line opens that customer."""
    shown = [_order(row) for row in rows.orders] or [_customer(row) for row in rows.customers]
    people = [row.customer_id for row in rows.orders] or [row.customer_id for row in rows.customers]
    picked: Any = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config=_columns(),
        key=f"kpi-rows-{rows.kpi.value}-{rows.page}",
        alt=FORMULAS[rows.kpi].title,
    )
    for place in picked["selection"]["rows"]:
        links.to_customer(people[place])


def _customer(row: CustomerRow) -> dict[str, Any]:
    moved = {} if row.movement is None else {_("Change"): _(_MOVEMENTS[row.movement])}
    return moved | {
        _("Customer"): row.name,
        _("Number"): row.number,
        _("Tier"): labels.tier(row.tier),
        _("Owner"): row.owner or formats.NOTHING,
        _("First order"): formats.short_day(row.first_order_on),
        _("Last order"): formats.short_day(row.last_order_on),
        _("Revenue so far"): row.revenue_cents / 100,
    }


def _order(row: OrderRow) -> dict[str, Any]:
    return {
        _("Day"): formats.short_day(row.ordered_on),
        _("Order"): row.number,
        _("Customer"): row.customer,
        _("Amount"): row.amount_cents / 100,
        _("Refunded"): row.refund_cents / 100,
        _("Counted"): row.net_cents / 100,
    }


def _columns() -> dict[str, Any]:
    money = st.column_config.NumberColumn(format="accounting")
    return dict.fromkeys((_("Revenue so far"), _("Amount"), _("Refunded"), _("Counted")), money)


def _pager(kpi: Kpi, period: Period, filters: Filters) -> str:
    """Another question starts at its first page."""
    return f"kpi_page_{kpi.value}_{period.start}_{period.end}_{abs(hash(filters))}"
