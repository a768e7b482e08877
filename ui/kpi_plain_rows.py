"""The rows behind a number whose provider brings them along; a line opens what it is about."""

import streamlit as st

from care import kpis
from care.kpis import Filters, Period, PlainRow
from core.i18n import _, ngettext
from ui import current, formats, links
from ui.actions import ask
from ui.kpi_row_heading import heading
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list


def show(code: str, period: Period, filters: Filters) -> None:
    pager = f"kpi_page_{code}_{period.start}_{period.end}_{abs(hash(filters))}"
    found = ask(kpis.plain_rows, kpi=code, period=period, filters=filters, page=current.remembered(pager, 1))
    with st.container(border=True, key="kpi-rows"):
        _title(code, found.total)
        if not found.total:
            st.caption(_("Nothing was counted in this period."))
            return
        has_hits = any(row.is_hit is not None for row in found.rows)
        columns = [Column(_("Name")), *([Column(_("Result"))] if has_hits else []), Column(_("What"), "desk")]
        lines = [_line(row, place, has_hits=has_hits) for place, row in enumerate(found.rows)]
        chosen = linked_list(
            [*columns, Column(_("In charge"), "desk"), Column(_("Day"), "end")], lines, key=f"kpi-rows-{code}"
        )
        if found.pages > 1:
            st.pagination(found.pages, key=pager)
    if chosen is not None and (way := _way(found.rows[chosen])):
        links.to(way.file, **way.query)


def _title(code: str, total: int) -> None:
    formula = ask(kpis.definitions)[code]
    count = ngettext("{n} row", "{n} rows", total).format(n=formats.number(total))
    heading(formula.title, count)
    st.caption(esc(formula.definition))


def _line(row: PlainRow, place: int, *, has_hits: bool) -> ListRow:
    way = _way(row)
    hit = (Cell("", marks=(_mark(is_hit=bool(row.is_hit)),)),) if has_hits else ()
    cells = (Cell(row.name), *hit, Cell(row.words or formats.NOTHING), Cell(row.who or formats.NOTHING))
    return ListRow(place, way.href if way else "", (*cells, Cell(formats.short_day(row.on))))


def _mark(*, is_hit: bool) -> Mark:
    return Mark(_("✓ yes"), "green") if is_hit else Mark(_("▲ no"), "orange")


def _way(row: PlainRow) -> links.Way | None:
    return links.way_to(row.subject, row.subject_id)
