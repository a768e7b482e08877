"""Baselines: freeze the numbers of a period, and read before and after side by side."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from care import kpis
from care.kpis import Baseline, Comparison, Good, Period, Unit, Value
from core.i18n import _
from ui import current, formats, kpi_parts
from ui.actions import ask, perform, settle
from ui.chart_export import data_button
from ui.dialog_parts import told
from ui.safe import esc

_ALIKE = 3
"""Days by which months differ."""


def freezing(period: Period) -> None:
    with st.form("kpi_freeze", border=True):
        st.caption(
            esc(
                _("Keeps every number of {start} – {end} as it is today, with the way it is counted.").format(
                    start=formats.short_day(period.start), end=formats.short_day(period.last_day)
                )
            )
        )
        title = st.text_input(_("Name, such as “before Guanjia”"), key="baseline_title", max_chars=120)
        told("title")
        if st.form_submit_button(_("Freeze a baseline")):
            settle()
            if perform(kpis.freeze, title=title, period=period) is not None:
                current.flash(_("Frozen. It cannot change any more."))
            st.rerun()


def compared(found: Sequence[Baseline], period: Period) -> None:
    if not found:
        st.caption(_("No baseline has been frozen yet."))
        return
    chosen = st.selectbox(
        _("Compare with"), found, format_func=lambda one: _named(one), key="baseline_chosen", width=420
    )
    told_ = ask(kpis.comparison, chosen.id, period=period)
    if not chosen.is_intact:
        st.error(_("The content of this baseline does not match its checksum. It is not shown."))
    elif not chosen.is_comparable:
        st.warning(_("This baseline was counted in another way than today, so the two cannot be compared."))
    else:
        _table(told_)


def _named(one: Baseline) -> str:
    days = f"{formats.short_day(one.first_day)} – {formats.short_day(one.last_day)}"
    return f"{one.title} · {days} · {formats.local_day(one.at)}"


def _table(found: Comparison) -> None:
    rows = [(row.formula, row.then, row.now) for row in found.rows]
    lengths = ((one.last_day - first).days for one, first in _spans(found))
    if max(pair := list(lengths)) > min(pair) + _ALIKE:
        st.caption(_("The two spans are not equally long: compare rates, not amounts."))
    columns = {
        _("Number"): [formula.title for formula, _then, _now in rows],
        _("Baseline"): [f"{kpi_parts.shown(then, f.unit)} (n = {formats.number(then.n)})" for f, then, _now in rows],
        _("Now"): [f"{kpi_parts.shown(now, f.unit)} (n = {formats.number(now.n)})" for f, _then, now in rows],
        _("Change"): [_change(then.value, now.value, formula) for formula, then, now in rows],
    }
    st.table({esc(name): [esc(cell) for cell in cells] for name, cells in columns.items()})
    header = (_("Number"), _("Unit"), _("Baseline"), "n", _("Now"), "n")
    plain = [
        (f.title, kpi_parts.unit_words(f.unit), *_figures(then, f.unit), *_figures(now, f.unit))
        for f, then, now in rows
    ]
    data_button(_("Before and after"), header, plain, key="baseline-data")


def _figures(value: Value, unit: Unit) -> tuple[float | None, int]:
    return kpi_parts.scaled(value.value, unit), value.n


def _spans(found: Comparison) -> tuple[tuple[Baseline | Period, date], ...]:
    return (found.baseline, found.baseline.first_day), (found.period, found.period.start)


def _change(then: float | None, now: float | None, formula: kpis.Formula) -> str:
    if then is None or now is None:
        return formats.NOTHING
    change = now - then
    if not round(change, 6):
        return _("= the same")
    is_better = (change > 0) is (formula.good is Good.UP)
    words = formats.NOTHING if formula.good is Good.NEITHER else _("better") if is_better else _("worse")
    sign = "↑" if change > 0 else "↓"
    if formula.unit in (Unit.RATIO, Unit.SHARE):
        return f"{sign} {_('{points} points').format(points=kpi_parts.plain(change * 100))} · {words}"
    if not then:
        return f"{sign} {words}"
    return f"{sign} {kpi_parts.plain(change / abs(then) * 100)}% · {words}"
