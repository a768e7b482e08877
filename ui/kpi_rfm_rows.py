"""The customers of a segment of RFM: a page at a time, each linked to the file; to Excel with a reason."""

from collections.abc import Mapping
from enum import StrEnum

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import kpis
from care.kpis import Filters, Period, RfmRow, RfmRows, Segment
from core.i18n import _, ngettext
from db.models import Subject
from ui import current, formats, kpi_rfm_parts, links, rfm_labels
from ui.actions import ask, perform
from ui.export_parts import export_popover
from ui.kpi_row_heading import heading
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list


def show(segment: Segment, actor: Actor, period: Period, filters: Filters) -> None:
    pager = f"kpi_page_{segment.value}_{period.start}_{period.end}_{abs(hash(filters))}"
    page = current.remembered(pager, 1)
    counted = kpi_rfm_parts.counted(actor, period, filters)
    found = ask(kpis.rfm_rows, segment=segment, of=counted, filters=filters, page=page)
    with st.container(border=True, key="kpi-rows"):
        _title(found)
        if not found.total:
            st.caption(_("Nobody is in this segment."))
            return
        columns = [Column(_("Customer")), Column(_("In charge"), "desk"), Column(_("Last order"), "end")]
        columns += [Column(_("Orders in 365 days"), "end"), Column(_("Net amount in 365 days"), "end")]
        opened_id = linked_list(
            [*columns, Column(_("Scores"), "end")], [_line(row) for row in found.rows], key="kpi-rows-rfm"
        )
        if found.pages > 1:
            st.pagination(found.pages, key=pager)
        if actor.may(Permission.CUSTOMER_EXPORT):
            _export(segment, period, filters)
    if opened_id is not None:
        links.to_customer(opened_id)


def _title(found: RfmRows) -> None:
    count = ngettext("{n} customer", "{n} customers", found.total).format(n=formats.number(found.total))
    heading(rfm_labels.name(found.segment), count)
    day = _("As of {day}").format(day=formats.day(found.as_of))
    st.caption(esc(" · ".join([day, rfm_labels.rule(found.segment), rfm_labels.advice(found.segment)])))


def _line(row: RfmRow) -> ListRow:
    name = Cell(row.name, quiet=row.number, marks=(Mark(row.tier.value, "grey"),))
    orders = ngettext("{n} order", "{n} orders", row.orders).format(n=formats.number(row.orders))
    scores = " ".join(f"{measure}{score}" for measure, score in zip("RFM", row.scores, strict=True))
    bought = Cell(formats.short_day(row.last_order_on)), Cell(orders), Cell(formats.money(row.net_cents))
    way = links.way_to(Subject.CUSTOMER, row.customer_id)
    cells = (name, Cell(row.owner or formats.NOTHING), *bought, Cell(scores))
    return ListRow(row.customer_id, way.href if way else "", cells)


def _export(segment: Segment, period: Period, filters: Filters) -> None:
    def take(reason: str) -> str | None:
        made = ask(kpis.rfm_file, segment=segment, period=period, filters=filters, words=_words())
        return perform(kpis.hand_out_rfm, made=made, reason=reason)

    export_popover("rfm", _("Every customer of the segment. The log keeps who and why."), take)


def _words() -> Mapping[StrEnum, str]:
    return {segment: rfm_labels.name(segment) for segment in Segment}
