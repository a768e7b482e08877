"""Gifts on the screen: what they add up to, the list, and the drawer of one. Opened by `?gift=`."""

from collections.abc import Sequence

import streamlit as st

from care import greetings
from care.greetings import GiftRow, GiftTotals
from core import clock
from core.i18n import _
from ui import formats, gift_forms, greeting_labels, links
from ui.actions import ask, settle
from ui.address import close, open_one, opened
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list


def totals(found: GiftTotals) -> None:
    """Of this year."""
    numbers = (
        (_("Given this year"), formats.round_money(found.given_cents), found.given),
        (_("Approved, not given yet"), formats.round_money(found.approved_cents), None),
        (_("Waiting for approval"), formats.round_money(found.waiting_cents), found.waiting),
    )
    for place, (label, value, count) in zip(st.columns(3), numbers, strict=True):
        with place:
            st.metric(label, value, help=_("{n} gifts").format(n=count) if count else None)


def gift_list(rows: Sequence[GiftRow], *, key: str) -> None:
    columns = [
        Column(_("Gift")), Column(_("Customer")), Column(_("Cost"), "end"), Column(_("Asked by"), "desk"),
        Column(_("Asked on"), "desk"),
    ]  # fmt: skip
    if gift_id := linked_list(columns, [_line(row) for row in rows], key=key):
        open_one("gift", gift_id)
        st.rerun()


def state_mark(row: GiftRow) -> Mark:
    return Mark(_(greeting_labels.GIFT_STATES[row.state]), greeting_labels.GIFT_TONES[row.state])


def drawer_if_opened() -> None:
    if gift_id := opened("gift"):
        ask(greetings.gift, gift_id)  # who may not see it is told on the page, not in an empty drawer
        st.dialog(_("Gift"), width="medium", position="right", on_dismiss=close_drawer)(_drawer)(gift_id)


def close_drawer() -> None:
    close("gift")
    settle()


def _line(row: GiftRow) -> ListRow:
    cells = (
        Cell(row.what, marks=(state_mark(row),)),
        Cell(row.customer),
        Cell(formats.money(row.cost_cents)),
        Cell(row.asked_by or formats.NOTHING),
        Cell(formats.short_day(clock.local(row.asked_at).date())),
    )
    return ListRow(row.id, f"/{screen('greetings/gifts.py').address}?gift={row.id}", cells)


def _drawer(gift_id: int) -> None:
    if opened("gift") != gift_id:
        st.rerun()
    row = ask(greetings.gift, gift_id)
    links.link_to("customers/profile.py", esc(row.customer), icon=":material/person:", customer=str(row.customer_id))
    st.badge(_(greeting_labels.GIFT_STATES[row.state]), color=_badge(row))  # type: ignore[arg-type]
    gift_forms.facts(row)
    gift_forms.deeds(row)


def _badge(row: GiftRow) -> str:
    return {"grey": "gray"}.get(tone := greeting_labels.GIFT_TONES[row.state], tone)
