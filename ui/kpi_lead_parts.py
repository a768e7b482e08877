"""Leads on their way: how often each stage was entered in a period, and how long leads stood at each."""

import streamlit as st

from care.leads import Steps
from core.i18n import _, ngettext
from db.models import LeadStage
from ui import chart_export, chart_parts, formats
from ui.chart_parts import Bar
from ui.lead_labels import word
from ui.safe import esc

_WALKED = tuple(stage for stage in LeadStage if stage is not LeadStage.INVALID)


def stages(steps: Steps) -> None:
    """Nothing is guessed: where no lead moved, there is no chart."""
    if not any(stage in steps.entries for stage in _WALKED):
        st.caption(_("No lead moved from stage to stage in this period."))
        return
    left, right = st.columns(2)
    with left.container(border=True, key="kpi-funnel", height="stretch", gap="xsmall"):
        _entries(steps)
    with right.container(border=True, key="kpi-stays", height="stretch", gap="xsmall"):
        _stays(steps)


def _entries(steps: Steps) -> None:
    title, unit = _("Stages entered"), _("number of entries")
    st.markdown(f"**{esc(title)}**")
    st.caption(_("How often a stage was entered in these days: entries, not one group followed through."))
    told = [(word(stage), steps.entries.get(stage, 0)) for stage in _WALKED]
    bars = [Bar(name, n, f"{name} · {_times(n)}") for name, n in told]
    chart_parts.rows(bars, unit=unit, number_format=",d", alt_text=title)
    chart_export.buttons(title, (_("Lead stage"), unit), told, of="kpi-funnel")


def _stays(steps: Steps) -> None:
    title = _("Hours at a stage (median)")
    st.markdown(f"**{esc(title)}**")
    st.caption(_("Of leads that left the stage in these days, all hours on the clock."))
    if not steps.stays:
        st.caption(_("Nothing in this period."))
        return
    told = [(word(one.stage), round(one.median_hours, 2), one.n) for one in steps.stays]
    bars = [Bar(name, hours, f"{name} · {_hours(hours)} · n = {formats.number(n)}") for name, hours, n in told]
    chart_parts.rows(bars, unit=_("hours"), number_format=",.4~f", alt_text=title)
    chart_export.buttons(title, (_("Lead stage"), _("hours"), "n"), told, of="kpi-stays")


def _times(n: int) -> str:
    return ngettext("entered once", "entered {n} times", n).format(n=formats.number(n))


def _hours(hours: float) -> str:
    return _("{h} h").format(h=formats.number(round(hours, 1)))
