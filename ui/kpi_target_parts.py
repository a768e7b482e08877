"""Targets of numbers: which hold, which held, and setting another one from a day on."""

from collections.abc import Mapping, Sequence

import streamlit as st

from care import kpis
from care.kpis import SPANS, Formula, Good, Kind, Target, TargetLine, Unit, Value
from core import clock
from core.i18n import N_, _
from ui import current, formats, kpi_parts
from ui.actions import ask, perform, settle
from ui.dialog_parts import told
from ui.safe import esc

_SPANS = {Kind.MONTH: N_("each month"), Kind.QUARTER: N_("each quarter"), Kind.YEAR: N_("each year")}


def lines(found: Sequence[TargetLine]) -> None:
    """The newest of each number and length first; what it followed stays readable."""
    if not found:
        st.info(_("No number has a target yet. With one, its card shows a light."), icon=":material/flag:")
        return
    formulas = ask(kpis.definitions)
    columns = {
        _("Number"): [formulas[line.kpi].title if line.kpi in formulas else line.kpi for line in found],
        _("For"): [_(_SPANS[line.span]) for line in found],
        _("From"): [formats.short_day(line.holds_from) for line in found],
        _("Target"): [_said(formulas.get(line.kpi), line.target.target if line.target else None) for line in found],
        _("Red from"): [_said(formulas.get(line.kpi), line.target.red_from if line.target else None) for line in found],
        _("Set by"): [f"{line.by} {formats.local_day(line.at)}".strip() for line in found],
    }
    st.table({esc(name): [esc(cell) for cell in cells] for name, cells in columns.items()})


def _said(formula: Formula | None, value: float | None) -> str:
    unit = formula.unit if formula else Unit.SHARE
    return _("none") if value is None else kpi_parts.shown(Value(value, 0), unit)


def form() -> None:
    turn = current.remembered("kpi_target_turn", 0)
    formulas: Mapping[str, Formula] = ask(kpis.definitions)
    codes = [code for code, formula in formulas.items() if formula.good is not Good.NEITHER]
    with st.container(border=True, key="kpi-target-form"):
        code = st.selectbox(_("Number"), codes, format_func=lambda code: formulas[code].title, key=f"target_kpi_{turn}")
        formula = formulas[code]
        st.caption(_way_words(formula))
        first, second, third, fourth = st.columns(4)
        with first:
            span = st.selectbox(_("For"), SPANS, format_func=lambda span: _(_SPANS[span]), key=f"target_span_{turn}")
        with second:
            start = kpis.natural(span, clock.today()).start
            day = st.date_input(_("From"), start, format="YYYY-MM-DD", key=f"target_from_{span}_{turn}")
        with third:
            words = _("Target in {unit}").format(unit=kpi_parts.unit_words(formula.unit))
            wanted = st.number_input(words, value=None, key=f"target_value_{turn}")
            told("target")
        with fourth:
            red = st.number_input(_("Red from"), value=None, key=f"target_red_{turn}", help=_RED())
            told("red_from")
        if st.button(_("Set the target"), type="primary", key="target_set"):
            _save(code, span, day, _target(formula, wanted, red))


def _RED() -> str:  # noqa: N802
    return _("Between the target and this the light is amber. Left empty: a tenth beyond the target.")


def _way_words(formula: Formula) -> str:
    way = _("Higher is better.") if formula.good is Good.UP else _("Lower is better.")
    return esc(f"{formula.definition} {way}")


def _target(formula: Formula, wanted: float | None, red: float | None) -> Target | None:
    """As typed, in the unit of the field; empty: no target from that day on."""
    if wanted is None:
        return None
    beyond = abs(wanted) / 10 * (1 if formula.good is Good.DOWN else -1)
    scale = kpi_parts.SCALES.get(formula.unit, 1.0)
    return Target(wanted / scale, (wanted + beyond if red is None else red) / scale)


def _save(code: str, span: Kind, day: object, target: Target | None) -> None:
    settle()
    if perform(kpis.set_target, kpi=code, span=span, holds_from=day, target=target) is not None:  # type: ignore[arg-type]
        current.remember("kpi_target_turn", current.remembered("kpi_target_turn", 0) + 1)
        current.flash(_("Saved."))
    st.rerun()
