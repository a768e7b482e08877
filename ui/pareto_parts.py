"""Pareto on the screen: bars with their cumulative line, the same as a table, and the complaints behind a bar."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st

from care.causes import Cut, Pareto, ParetoBar
from core.i18n import N_, _, ngettext
from ui import cause_labels, formats, pareto_chart
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, linked_list

_LISTED = 40
NOTHING_RECORDED = "-"
"""The bar of those without a cause, product or team: none of them is called so."""
_WITHOUT = {
    Cut.CAUSE: N_("{n} without a recorded cause"),
    Cut.ESCAPE: N_("{n} without a recorded escape cause"),
    Cut.CATEGORY: N_("{n} without a type"),
    Cut.PRODUCT: N_("{n} without a product"),
    Cut.TEAM: N_("{n} without a team"),
}


def show(pareto: Pareto, *, way_to_rows: bool) -> None:
    """The chart, and the table beside it; on a phone one below the other."""
    if not pareto.total:
        st.info(_("No complaints were received in this period."), icon=":material/sentiment_satisfied:")
        return
    _summary(pareto, way_to_rows=way_to_rows)
    if not pareto.bars:
        return
    left, right = st.columns([3, 2])
    with left.container(border=True, key="pareto-chart"):
        pareto_chart.draw(pareto, can_open=way_to_rows)
    with right.container(key="pareto-table"):
        _table(pareto, can_open=way_to_rows)


def _summary(pareto: Pareto, *, way_to_rows: bool) -> None:
    counted = ngettext("{n} complaint received", "{n} complaints received", pareto.total)
    told = [counted.format(n=formats.number(pareto.total))]
    if pareto.without:
        told.append(_(_WITHOUT[pareto.by]).format(n=formats.number(pareto.without)))
    with st.container(horizontal=True, vertical_alignment="center", key="pareto-summary"):
        st.caption(esc(" · ".join(told)), width="content")
        if pareto.without and way_to_rows:
            st.button(_("See them"), type="tertiary", key="pareto-without", on_click=_open, args=(NOTHING_RECORDED,))


def _open(key: str) -> None:
    st.query_params["bar"] = key


def _table(pareto: Pareto, *, can_open: bool) -> None:
    """Lines that open their complaints; for who may see none, plain figures."""
    titles = (cause_labels.cut(pareto.by), _("Complaints"), _("Share"), _("Cumulative"))
    shown = pareto.bars[:_LISTED]
    if can_open:
        _lines(pareto.by, titles, shown)
    else:
        figures = [_figures(pareto.by, bar) for bar in shown]
        st.table({esc(title): [esc(line[place]) for line in figures] for place, title in enumerate(titles)})
    if len(pareto.bars) > _LISTED:
        rest = sum(bar.n for bar in pareto.bars[_LISTED:])
        told = _("And {n} more with {complaints} complaints together.")
        st.caption(told.format(n=len(pareto.bars) - _LISTED, complaints=rest))


def _lines(by: Cut, titles: Sequence[str], shown: Sequence[ParetoBar]) -> None:
    # On a phone no titles tell the figures apart: one share is enough there.
    columns = [Column(title, style) for title, style in zip(titles, ("", "end", "end", "end desk"), strict=True)]
    rows = [
        ListRow(place, f"?by={by.value}&bar={quote(bar.key)}", tuple(map(Cell, _figures(by, bar))))
        for place, bar in enumerate(shown)
    ]
    if (place := linked_list(columns, rows, key=f"pareto-list-{by.value}")) is not None:
        _open(shown[place].key)
        st.rerun()


def _figures(by: Cut, bar: ParetoBar) -> tuple[str, ...]:
    counted = ngettext("{n} case", "{n} cases", bar.n).format(n=formats.number(bar.n))
    shares = (formats.percent(share) for share in (bar.share, bar.cumulative))
    return cause_labels.bar(by, bar), counted, *shares
