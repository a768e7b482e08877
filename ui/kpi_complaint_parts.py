"""The numbers about complaints as cards: how many, how soon, how well, and who kept what was promised."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from care.kpis import SMALL_SAMPLE as SMALL
from care.kpis import TOO_FEW, ComplaintFigure, ComplaintFigures, ComplaintKpi, Unit, Value
from core.i18n import _, ngettext
from ui import formats, kpi_parts, kpi_row_parts, links
from ui.safe import esc

_K = ComplaintKpi
CARDS = (
    (_K.RATE, _K.RESOLUTION_SLA, _K.CSAT),
    (_K.BACKLOG, _K.UPHELD, _K.REPEAT, _K.REOPENED),
    (_K.NET_MEDIAN, _K.CLOSED_IN_TIME, _K.CUSTOMERS, _K.ORDERS),
)
_CLOCKS = frozenset({_K.RESOLUTION_SLA})
_ANSWERS = frozenset({_K.CSAT})
_SCALES = {Unit.SHARE: 100.0}
Rows = Callable[[ComplaintKpi], None]


def section(figures: ComplaintFigures, *, may_see_rows: bool, opened: ComplaintKpi | None, rows: Rows) -> None:
    """`may_see_rows` is False for who may see numbers and no complaint; `rows` draws those of the opened number."""
    with st.container(horizontal=True, vertical_alignment="center", key="kpi-complaints-title"):
        st.subheader(_("Complaints"), anchor=False, width="content")
        links.link_to("complaints/causes.py", _("Causes of complaints"), icon=":material/troubleshoot:")
    if figures.is_empty:
        st.caption(_("No complaint was registered in the last thirteen months."))
        return
    for row in CARDS:
        for kpi, place in zip(row, st.columns(len(row)), strict=True):
            with place:
                way = partial(kpi_row_parts.button, kpi) if may_see_rows else None
                card(figures, figures[kpi], way_to_rows=way)
        # Right under what was clicked: further down nobody would see that something opened.
        if opened is not None and opened in row:
            rows(opened)
    if opened is not None and all(opened not in row for row in CARDS):
        rows(opened)


def card(figures: ComplaintFigures, figure: ComplaintFigure, *, way_to_rows: Callable[[str], None] | None) -> None:
    """`way_to_rows` draws what leads to the rows, with these words."""
    with st.container(border=True, key=f"kpi-{figure.kpi.value}", gap="xsmall", height="stretch"):
        change = figure.change
        st.metric(
            figure.formula.title,
            kpi_parts.shown(figure.now, figure.formula.unit),
            _change(figure),
            delta_color=_colour(figure),
            delta_arrow="auto" if change else "off",
            help=f"{figure.formula.definition} {figure.formula.edge_cases}",
            chart_data=_spark(figure) or None,
            chart_type="area",
        )
        st.caption(esc(" · ".join(_counted(figure))))
        if told := _more(figures, figure.kpi):
            st.caption(esc(" · ".join(told)))
        if way_to_rows is not None and figure.now.n:
            way_to_rows(_rows_words(figure))


def _colour(figure: ComplaintFigure) -> Literal["off", "inverse", "normal"]:
    if _is_small(figure) or not figure.change:
        return "off"
    return "inverse" if figure.lower_is_better else "normal"


def _change(figure: ComplaintFigure) -> str | None:
    change, unit = figure.change, figure.formula.unit
    if change is None:
        return None
    if round(change, 3) == 0:
        return _("no change")
    if unit is Unit.SHARE:
        return _("{points} points").format(points=kpi_parts.plain(change * 100))
    return kpi_parts.plain(change) if unit is Unit.SCORE else kpi_parts.plain(change * 100) + "%"


def _is_small(figure: ComplaintFigure) -> bool:
    """A count is what it is, however small."""
    return figure.formula.unit is not Unit.COMPLAINTS and figure.now.base < SMALL


def _counted(figure: ComplaintFigure) -> list[str]:
    now, before = figure.now, kpi_parts.shown(figure.before, figure.formula.unit)
    words = [_("before: {value}").format(value=before), f"n = {_base(now)}"]
    if _is_small(figure) and now.base and (now.denominator is None or now.base >= TOO_FEW):
        words.append(_("small sample"))
    if figure.is_censored:
        words.append(_("can still grow"))
    return words


def _base(value: Value) -> str:
    """Of a ratio of two different things, both: 12 of 340."""
    if value.denominator is None or value.denominator == value.n:
        return formats.number(value.n)
    return f"{formats.number(value.numerator)} / {formats.number(value.denominator)}"


def _more(figures: ComplaintFigures, kpi: ComplaintKpi) -> list[str]:
    """What belongs to a number and has no card of its own."""

    def said(words: str, of: ComplaintKpi) -> str:
        return words.format(value=kpi_parts.shown(figures[of].now, figures[of].formula.unit))

    match kpi:
        case _K.RESOLUTION_SLA:
            first = said(_("first response in time: {value}"), _K.RESPONSE_SLA)
            return [said(_("as extended: {value}"), _K.EXTENDED_SLA), first]
        case _K.CSAT:
            return [said(_("mean score: {value}"), _K.SCORE), said(_("answered: {value}"), _K.ANSWERED)]
        case _K.NET_MEDIAN:
            return [said(_("mean: {value}"), _K.NET_MEAN), said(_("nine of ten: {value}"), _K.NET_P90)]
        case _K.CLOSED_IN_TIME:
            return [said(_("median from receipt: {value}"), _K.GROSS_MEDIAN)]
    return []


def _rows_words(figure: ComplaintFigure) -> str:
    n, shown = figure.now.n, formats.number(figure.now.n)
    if figure.kpi in _CLOCKS:
        return ngettext("See the {n} clock", "See the {n} clocks", n).format(n=shown)
    if figure.kpi in _ANSWERS:
        return ngettext("See the {n} answer", "See the {n} answers", n).format(n=shown)
    return ngettext("See the {n} complaint", "See the {n} complaints", n).format(n=shown)


def _spark(figure: ComplaintFigure) -> list[float]:
    """The months that have a number."""
    scale = _SCALES.get(figure.formula.unit, 1.0)
    return [round(month.value * scale, 2) for month in figure.months if month.value is not None]
