"""A customer's orders: the list, one order, and writing one down."""

import streamlit as st

from auth.permissions import Permission
from care import orders
from care.customers import Profile
from care.orders import NewOrder, OrderRow
from core import clock
from core.i18n import _
from db.models import OrderStatus
from ui import current, formats, labels
from ui.actions import ask, perform, settle
from ui.address import opened
from ui.dialog_parts import close_dialog, finish, told
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list


def orders_tab(file: Profile) -> None:
    key = f"orders_{file.id}"
    found = ask(orders.orders_of, file.id, page=current.remembered(key, 1))
    if current.actor().may(Permission.ORDER_WRITE):
        st.button(_("Write down an order"), key="order_new", icon=":material/add:", on_click=_begin)
    if not found.rows:
        st.caption(_("No order yet."))
        return
    columns = [
        Column(_("Order")),
        Column(_("Day")),
        Column(_("Amount"), "end"),
        Column(_("Status")),
        Column(_("Store")),
    ]
    if order_id := linked_list(columns, [_row(file, row) for row in found.rows], key=f"list_{key}"):
        st.query_params["order"] = str(order_id)
    if found.pages > 1:
        st.pagination(found.pages, key=key)
    shown = next((row for row in found.rows if row.id == opened("order")), None)
    if shown is not None:
        st.dialog(_("Order {number}").format(number=esc(shown.number)), on_dismiss=close_dialog)(_one)(shown)


def new_order_if_opened(file: Profile) -> None:
    """The dialog of `?do=order`."""
    if st.query_params.get("do") == "order" and current.actor().may(Permission.ORDER_WRITE):
        st.dialog(_("Write down an order"), on_dismiss=close_dialog)(_new)(file)


def _row(file: Profile, row: OrderRow) -> ListRow:
    tone = {OrderStatus.VALID: "green", OrderStatus.CANCELLED: "grey", OrderStatus.REFUNDED: "orange"}[row.status]
    back = _("{money} refunded").format(money=formats.money(row.refund_cents)) if row.refund_cents else ""
    return ListRow(
        row.id,
        f"/{screen('customers/profile.py').address}?customer={file.id}&order={row.id}",
        (
            Cell(row.number),
            Cell(formats.short_day(row.ordered_on)),
            Cell(formats.money(row.amount_cents, currency=row.currency), quiet=back),
            Cell("", marks=(Mark(labels.order_status(row.status), tone),)),
            Cell(row.store or formats.NOTHING),
        ),
    )


def _one(row: OrderRow) -> None:
    if not opened("order"):
        st.rerun()
    st.markdown(f"**{esc(formats.money(row.amount_cents, currency=row.currency))}** · {formats.day(row.ordered_on)}")
    for line in ask(orders.lines_of, row.id):
        st.markdown(
            f"{esc(line.item or line.sku)} × {formats.number(line.quantity)} · {esc(formats.money(line.amount_cents))}"
        )
    if row.note:
        st.caption(esc(row.note))
    if current.actor().may(Permission.ORDER_WRITE):
        statuses = list(OrderStatus)
        st.segmented_control(
            _("Status"),
            statuses,
            default=row.status,
            format_func=labels.order_status,
            key=f"order_status_{row.id}",
            required=True,
        )
        st.number_input(
            _("Refunded"),
            0.0,
            max(row.amount_cents / 100, 0.0),
            row.refund_cents / 100,
            step=0.01,
            key=f"order_refund_{row.id}",
        )
        told("refund")
        st.button(_("Save"), key="order_save", type="primary", on_click=_save_change, args=(row,))


def _save_change(row: OrderRow) -> None:
    status = current.remembered(f"order_status_{row.id}") or row.status
    refund = round((current.remembered(f"order_refund_{row.id}") or 0) * 100)
    finish(perform(orders.change_order, row.id, status=status, refund_cents=refund))


def _new(file: Profile) -> None:
    if st.query_params.get("do") != "order":
        st.rerun()
    with st.form("new_order", border=False):
        st.number_input(
            _("Amount, {currency}").format(currency=formats.currency_name()),
            0.0,
            step=1.0,
            value=None,
            key="order_amount",
        )
        told("amount")
        st.date_input(_("Day"), clock.today(), max_value=clock.today(), format="YYYY-MM-DD", key="order_day")
        told("ordered_on")
        st.text_input(
            _("Order number"), key="order_number", placeholder=_("Left empty: given by the product"), max_chars=60
        )
        told("number")
        st.text_input(_("Store"), key="order_store", max_chars=60)
        st.text_input(_("Note"), key="order_note", max_chars=300)
        st.form_submit_button(_("Save"), key="order_record", type="primary", on_click=_record, args=(file,))


def _record(file: Profile) -> None:
    amount = current.remembered("order_amount")
    order = NewOrder(
        ordered_on=current.remembered("order_day") or clock.today(),
        amount_cents=None if amount is None else round(amount * 100),
        number=current.remembered("order_number") or "",
        store=current.remembered("order_store") or "",
        note=current.remembered("order_note") or "",
    )
    finish(perform(orders.record_order, file.id, order=order))


def _begin() -> None:
    settle()
    st.query_params["do"] = "order"
