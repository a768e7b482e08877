"""How long closing took, in bands, and who kept the promises: by handler, team and severity."""

import streamlit as st

from care.kpis import ComplaintFigures, Promises, PromisesBy, Unit, Value
from core.i18n import N_, _
from db.models import Severity
from ui import chart_export, chart_parts, complaint_labels, formats, kpi_parts
from ui.chart_parts import Bar
from ui.safe import esc

_CUTS = {"handlers": N_("Handler"), "teams": N_("Team"), "severities": N_("Severity")}
_LISTED = 12


def bands(figures: ComplaintFigures) -> None:
    with st.container(border=True, height="stretch", key="kpi-bands"):
        _heading(_("From receipt to closing"))
        if not any(band.complaints for band in figures.bands):
            st.caption(_("Nothing in this period."))
            return
        bars = [
            Bar(name, band.complaints, f"{name} · {formats.number(band.complaints)} · {formats.percent(band.share)}")
            for name, band in zip(_band_names(), figures.bands, strict=True)
        ]
        chart_parts.rows(
            bars,
            unit=_("number of complaints"),
            number_format=",d",
            alt_text=_("Closed complaints by the time from receipt to closing"),
        )
        rows = [(bar.label, bar.value) for bar in bars]
        header = (_("From receipt to closing"), _("number of complaints"))
        chart_export.buttons(header[0], header, rows, of="kpi-bands")


def _heading(words: str) -> None:
    st.markdown(f"**{esc(words)}**", width="content")


def _band_names() -> tuple[str, ...]:
    return _("up to 24 h"), _("up to 48 h"), _("up to 7 days"), _("longer")


@st.fragment
def promises(found: PromisesBy) -> None:
    """Choosing another cut redraws nothing else."""
    with st.container(border=True, height="stretch", key="kpi-promises"):
        with st.container(horizontal=True, vertical_alignment="center"):
            _heading(_("Promises kept"))
            st.space("stretch")
            chosen = st.segmented_control(
                _("By"),
                list(_CUTS),
                default="handlers",
                required=True,
                format_func=lambda name: _(_CUTS[name]),
                label_visibility="collapsed",
                key="kpi_promises_by",
                persist_state="session",
            )
        cut = chosen or "handlers"
        parts = {"handlers": found.handlers, "teams": found.teams, "severities": found.severities}[cut]
        if not parts:
            st.caption(_("No promise came due in this period."))
            return
        _table(_(_CUTS[cut]), parts[:_LISTED], is_severity=cut == "severities")


def _table(title: str, parts: tuple[Promises, ...], *, is_severity: bool) -> None:
    names = [_severity(part.key) if is_severity else part.name or _("nobody") for part in parts]
    columns = {
        title: names,
        _("Acknowledged"): [_kept(part.ack) for part in parts],
        _("Responded"): [_kept(part.response) for part in parts],
        _("Resolved"): [_kept(part.resolution) for part in parts],
        _("As extended"): [_kept(part.extended) for part in parts],
    }
    st.table({esc(name): [esc(cell) for cell in cells] for name, cells in columns.items()})


def _severity(code: str) -> str:
    return complaint_labels.word(Severity(code))


def _kept(value: Value) -> str:
    """97.5% (40); a fraction of a few."""
    said = kpi_parts.shown(value, Unit.SHARE)
    return said if value.value is None or value.is_fraction else f"{said} ({formats.number(value.n)})"
