"""The complaints behind a number, as a table that the server pages; a line opens the complaint."""

import streamlit as st

from care import kpis
from care.kpis import (
    COMPLAINT_FORMULAS,
    LOWER_IS_BETTER,
    ComplaintKpi,
    ComplaintRow,
    ComplaintRows,
    Filters,
    Period,
    Unit,
    Value,
)
from core import clock
from core.i18n import N_, _, ngettext
from db.models import Subject
from ui import complaint_labels, current, formats, kpi_parts, links
from ui.actions import ask
from ui.kpi_row_heading import heading
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

_K = ComplaintKpi
_IN_TIME = (N_("In time"), N_("Late"))
_CLOCKS = (_K.RESOLUTION_SLA, _K.EXTENDED_SLA, _K.RESPONSE_SLA, _K.ACK_SLA)
# What a line says when it is among those counted above the line of a ratio, and when it is not.
_HITS = {
    _K.UPHELD: (N_("Upheld"), N_("Not upheld")),
    _K.REPEAT: (N_("Repeated"), ""),
    _K.REOPENED: (N_("Reopened"), ""),
    _K.ANSWERED: (N_("Answered"), N_("Not answered")),
    **dict.fromkeys(_CLOCKS, _IN_TIME),
}
_SCORES = frozenset({_K.CSAT, _K.SCORE})
_TIMED = frozenset(
    {*_CLOCKS, _K.CLOSED_IN_TIME, *(kpi for kpi in ComplaintKpi if COMPLAINT_FORMULAS[kpi].unit is Unit.MINUTES)}
)


def show(kpi: ComplaintKpi, period: Period, filters: Filters) -> None:
    pager = f"kpi_page_{kpi.value}_{period.start}_{period.end}_{abs(hash(filters))}"
    rows = ask(kpis.complaint_rows, kpi=kpi, period=period, filters=filters, page=current.remembered(pager, 1))
    with st.container(border=True, key="kpi-rows"):
        _title(rows)
        if not rows.total:
            st.caption(_("Nothing was counted in this period."))
            return
        # One line for each clock or answer: a complaint may have several.
        lines = [_line(kpi, row, place) for place, row in enumerate(rows.rows)]
        chosen = linked_list(_columns(kpi), lines, key=f"kpi-rows-{kpi.value}")
        if rows.pages > 1:
            st.pagination(rows.pages, key=pager)
    if chosen is not None and (way := links.way_to(Subject.COMPLAINT, rows.rows[chosen].complaint_id)):
        links.to(way.file, **way.query)


def _title(rows: ComplaintRows) -> None:
    formula = ask(kpis.definitions)[rows.kpi.value]
    count = ngettext("{n} row", "{n} rows", rows.total).format(n=formats.number(rows.total))
    heading(formula.title, count)
    st.caption(esc(formula.definition))


def _columns(kpi: ComplaintKpi) -> list[Column]:
    names = [Column(_("Complaint")), Column(_("Customer")), Column(_("Category"), "desk")]
    people = [Column(_("Severity"), "desk"), Column(_("Handler"), "desk")]
    said = [Column(_("Time taken"), "end")] if kpi in _TIMED else []
    said += [Column(_("Result"))] if kpi in _HITS or kpi in _SCORES else []
    return [*names, *people, *said, Column(_("Received"), "end")]


def _line(kpi: ComplaintKpi, row: ComplaintRow, place: int) -> ListRow:
    way = links.way_to(Subject.COMPLAINT, row.complaint_id)
    time = [Cell(_time(row))] if kpi in _TIMED else []
    result = [_result(kpi, row)] if kpi in _HITS or kpi in _SCORES else []
    cells = (
        Cell(row.number, marks=(Mark(complaint_labels.word(row.state)),)),
        Cell(row.customer or formats.NOTHING),
        Cell(complaint_labels.word(row.category)),
        Cell(complaint_labels.word(row.severity)),
        Cell(row.handler or formats.NOTHING),
        *time,
        *result,
        Cell(formats.short_day(clock.local(row.received_at).date())),
    )
    return ListRow(place, way.href if way else "", cells)


def _time(row: ComplaintRow) -> str:
    return formats.NOTHING if row.minutes is None else kpi_parts.shown(Value(row.minutes, 1), Unit.MINUTES)


def _result(kpi: ComplaintKpi, row: ComplaintRow) -> Cell:
    if kpi in _SCORES:
        return Cell(_("{score} of 5").format(score=row.score))
    words = _HITS[kpi][0 if row.is_hit else 1]
    tone = "green" if row.is_hit is not (kpi in LOWER_IS_BETTER) else "orange"
    return Cell("", marks=(Mark(_(words), tone),)) if words else Cell(formats.NOTHING)
