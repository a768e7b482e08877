"""The complaints behind a bar, as a list that the server pages; a line opens the complaint."""

from datetime import date

import streamlit as st

from care import causes
from care.causes import ComplaintRow, Cut
from core import clock
from core.i18n import _, ngettext
from db.models import Subject
from ui import address, cause_labels, complaint_labels, current, formats, links
from ui.actions import ask
from ui.pareto_parts import NOTHING_RECORDED
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list


def show(by: Cut, bar: str, start: date, end: date) -> None:
    pager = f"pareto_page_{by.value}_{abs(hash((bar, start, end)))}"
    key = "" if bar == NOTHING_RECORDED else bar
    page = current.remembered(pager, 1)
    found = ask(causes.complaints_behind, by=by, key=key, start=start, end=end, page=page)
    with st.container(border=True, key="pareto-rows"):
        _title(by, found.rows, key, found.total)
        if not found.total:
            st.caption(_("Nothing was counted in this period."))
            return
        opened = linked_list(_columns(), [_line(row) for row in found.rows], key="pareto-complaints")
        if found.pages > 1:
            st.pagination(found.pages, key=pager)
    if opened is not None and (way := links.way_to(Subject.COMPLAINT, opened)):
        links.to(way.file, **way.query)


def _title(by: Cut, rows: tuple[ComplaintRow, ...], key: str, total: int) -> None:
    name = cause_labels.key(by, key) if key else _("Not recorded")
    if by is Cut.TEAM and key and rows:
        name = rows[0].team
    counted = ngettext("{n} complaint", "{n} complaints", total).format(n=formats.number(total))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(esc(f"{name} · {counted}"), anchor=False, width="content")
        st.space("stretch")
        st.button(
            _("Back to the chart"),
            icon=":material/bar_chart:",
            key="pareto-close",
            on_click=address.close,
            args=("bar",),
        )


def _columns() -> list[Column]:
    return [
        Column(_("Complaint")),
        Column(_("Customer")),
        Column(_("Complaint type"), "desk"),
        Column(_("Root cause"), "desk"),
        Column(_("Handler"), "desk"),
        Column(_("Received"), "end"),
    ]


def _line(row: ComplaintRow) -> ListRow:
    way = links.way_to(Subject.COMPLAINT, row.complaint_id)
    cells = (
        Cell(row.number, marks=(Mark(complaint_labels.word(row.state)),)),
        Cell(row.customer or formats.NOTHING),
        Cell(complaint_labels.word(row.category)),
        Cell(cause_labels.cause(row.cause) if row.cause else formats.NOTHING),
        Cell(row.handler or formats.NOTHING),
        Cell(formats.short_day(clock.local(row.received_at).date())),
    )
    return ListRow(row.complaint_id, way.href if way else "", cells)
