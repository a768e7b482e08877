"""The rows behind a number, as a table that the server pages."""

import streamlit as st

from care import kpis
from care.kpis import CustomerRow, Filters, Kpi, Movement, OrderRow, Period, Rows
from core.i18n import N_, _, ngettext
from ui import current, formats, links
from ui.actions import ask
from ui.kpi_row_heading import heading
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

_MOVEMENTS = {
    Movement.NEW: N_("＋ new"),
    Movement.BACK: N_("＋ came back"),
    Movement.LEFT: N_("− left"),
    Movement.STAYED: N_("= stayed"),
}
_AGAIN = (N_("Bought again"), N_("Not again"))
_HITS = {
    **dict.fromkeys((Kpi.REPURCHASE, Kpi.REBOUGHT, Kpi.AGAIN_SOON, Kpi.AGAIN_LATER), _AGAIN),
    Kpi.STALE: (N_("Stale"), N_("Confirmed")),
}
_TONES = {Movement.NEW: "green", Movement.BACK: "green", Movement.LEFT: "orange", Movement.STAYED: "grey"}


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
    formula = ask(kpis.definitions)[rows.kpi.value]
    count = ngettext("{n} row", "{n} rows", rows.total).format(n=formats.number(rows.total))
    heading(formula.title, count)
    st.caption(esc(formula.definition))


def _table(rows: Rows) -> None:
    """A click on a line opens that customer."""
    lines = [_order(row) for row in rows.orders] or [_customer(rows.kpi, row) for row in rows.customers]
    opened_id = linked_list(_columns(rows.kpi), lines, key=f"kpi-rows-{rows.kpi.value}")
    if opened_id is not None:
        links.to_customer(opened_id)


def _columns(kpi: Kpi) -> list[Column]:
    if kpi in (Kpi.REVENUE, Kpi.ORDER_REPEAT):
        money = [Column(_("Amount"), "end desk"), Column(_("Refunded"), "end desk"), Column(_("Counted"), "end")]
        return [Column(_("Customer")), Column(_("Order")), Column(_("Day"), "end"), *money]
    moved = [Column(_("Change"))] if kpi in (Kpi.GROWTH, Kpi.RETENTION, Kpi.CHURN) else []
    moved += [Column(_("Result"))] if kpi in _HITS else []
    moved += [Column(_("Filled"), "end")] if kpi is Kpi.COMPLETENESS else []
    days = [Column(_("First order"), "end desk"), Column(_("Last order"), "end")]
    return [Column(_("Customer")), *moved, Column(_("In charge")), *days, Column(_("Revenue so far"), "end")]


def _customer(kpi: Kpi, row: CustomerRow) -> ListRow:
    name = Cell(row.name, quiet=row.number, marks=(Mark(row.tier.value, "grey"),))
    moved = () if row.movement is None else (_moved(row.movement),)
    if kpi in _HITS:
        moved = (_hit(kpi, is_hit=bool(row.is_hit)),)
    elif kpi is Kpi.COMPLETENESS:
        moved = (Cell(formats.percent(row.completeness / 100)),)
    days = Cell(formats.short_day(row.first_order_on)), Cell(formats.short_day(row.last_order_on))
    cells = (name, *moved, Cell(row.owner or formats.NOTHING), *days, Cell(formats.money(row.revenue_cents)))
    return ListRow(row.customer_id, _address(row.customer_id), cells)


def _hit(kpi: Kpi, *, is_hit: bool) -> Cell:
    words = _HITS[kpi][0 if is_hit else 1]
    tone = "orange" if is_hit is (kpi is Kpi.STALE) else "green"
    return Cell("", marks=(Mark(_(words), tone),))


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
