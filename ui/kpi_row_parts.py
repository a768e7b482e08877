"""The rows behind a number, as a table that the server pages."""

from collections.abc import Mapping

import streamlit as st

from care import kpis
from care.kpis import FORMULAS, ComplaintKpi, CustomerRow, Filters, Kpi, Movement, OrderRow, Period, Rows
from core.i18n import N_, _, ngettext
from ui import address, current, formats, links
from ui.actions import ask
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

_MOVEMENTS = {
    Movement.NEW: N_("＋ new"),
    Movement.BACK: N_("＋ came back"),
    Movement.LEFT: N_("− left"),
    Movement.STAYED: N_("= stayed"),
}
_TONES = {Movement.NEW: "green", Movement.BACK: "green", Movement.LEFT: "orange", Movement.STAYED: "grey"}


def opened() -> Kpi | None:
    """The number in `?rows=growth`, if it is one."""
    asked = st.query_params.get("rows", "")
    return Kpi(asked) if asked in list(Kpi) else None


def button(kpi: Kpi | ComplaintKpi, words: str) -> None:
    """On the page itself a link would change the page and not the browser's address."""
    key = f"kpi-see-{kpi.value}"
    st.button(words, icon=":material/table_rows:", type="tertiary", key=key, on_click=_open, args=(kpi.value,))


def link(kpi: Kpi, words: str, days: Mapping[str, str]) -> None:
    """From another page."""
    links.link_to("kpis/dashboard.py", words, icon=":material/table_rows:", **days, rows=kpi.value)


def _open(name: str) -> None:
    st.query_params["rows"] = name


def show(kpi: Kpi, period: Period, filters: Filters) -> None:
    page = current.remembered(_pager(kpi, period, filters), 1)
    rows = ask(kpis.rows, kpi=kpi, period=period, filters=filters, page=page)
    with st.container(border=True, key="kpi-rows"):
        _title(rows)
        if not rows.total:
            st.caption(_("Nothing was counted in this period."))
            return
        _table(rows)
        if rows.pages > 1:
            st.pagination(rows.pages, key=_pager(kpi, period, filters))


def _title(rows: Rows) -> None:
    count = ngettext("{n} row", "{n} rows", rows.total).format(n=formats.number(rows.total))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(esc(f"{FORMULAS[rows.kpi].title} · {count}"), anchor=False, width="content")
        st.space("stretch")
        st.button(
            _("Back to the charts"),
            icon=":material/bar_chart:",
            key="kpi-close",
            on_click=address.close,
            args=("rows",),
        )
    st.caption(esc(FORMULAS[rows.kpi].definition))


def _table(rows: Rows) -> None:
    """A click on a line opens that customer."""
    lines = [_order(row) for row in rows.orders] or [_customer(row) for row in rows.customers]
    opened_id = linked_list(_columns(rows.kpi), lines, key=f"kpi-rows-{rows.kpi.value}")
    if opened_id is not None:
        links.to_customer(opened_id)


def _columns(kpi: Kpi) -> list[Column]:
    if kpi is Kpi.REVENUE:
        money = [Column(_("Amount"), "end desk"), Column(_("Refunded"), "end desk"), Column(_("Counted"), "end")]
        return [Column(_("Customer")), Column(_("Order")), Column(_("Day"), "end"), *money]
    moved = [Column(_("Change"))] if kpi is Kpi.GROWTH else []
    days = [Column(_("First order"), "end desk"), Column(_("Last order"), "end")]
    return [Column(_("Customer")), *moved, Column(_("In charge")), *days, Column(_("Revenue so far"), "end")]


def _customer(row: CustomerRow) -> ListRow:
    name = Cell(row.name, quiet=row.number, marks=(Mark(row.tier.value, "grey"),))
    moved = () if row.movement is None else (_moved(row.movement),)
    days = Cell(formats.short_day(row.first_order_on)), Cell(formats.short_day(row.last_order_on))
    cells = (name, *moved, Cell(row.owner or formats.NOTHING), *days, Cell(formats.money(row.revenue_cents)))
    return ListRow(row.customer_id, _address(row.customer_id), cells)


def _moved(movement: Movement) -> Cell:
    return Cell("", marks=(Mark(_(_MOVEMENTS[movement]), _TONES[movement]),))


def _order(row: OrderRow) -> ListRow:
    money = (Cell(formats.money(cents)) for cents in (row.amount_cents, row.refund_cents, row.net_cents))
    cells = (Cell(row.customer), Cell(row.number), Cell(formats.short_day(row.ordered_on)), *money)
    return ListRow(row.customer_id, _address(row.customer_id), cells)


def _address(customer_id: int) -> str:
    return f"/{screen('customers/profile.py').address}?customer={customer_id}"


def _pager(kpi: Kpi, period: Period, filters: Filters) -> str:
    """Another question starts at its first page."""
    return f"kpi_page_{kpi.value}_{period.start}_{period.end}_{abs(hash(filters))}"
