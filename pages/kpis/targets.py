"""What the numbers should be, and how they stood on a day one compares with: for the owner, before and after."""

import streamlit as st

from auth.permissions import Permission, Scope
from care import kpis
from core.i18n import _
from ui import baseline_parts, kpi_target_parts, period_parts
from ui.actions import ask
from ui.current import signed_in


def page() -> None:
    actor = signed_in(Permission.KPI_READ)
    may_set = actor.may(Permission.SETTINGS_CHANGE)
    st.title(_("Targets and baseline"), anchor=False)
    st.subheader(_("Targets"), anchor=False)
    if may_set:
        kpi_target_parts.form()
    kpi_target_parts.lines(ask(kpis.targets))

    if actor.scope(Permission.KPI_READ) is not Scope.ALL:
        return
    st.subheader(_("Before and after"), anchor=False)
    period = period_parts.period_picker()
    if period is None:
        st.caption(_("Pick the last day too."))
        return
    if may_set:
        baseline_parts.freezing(period)
    baseline_parts.compared(ask(kpis.baselines), period)


page()
