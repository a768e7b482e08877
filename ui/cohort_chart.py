"""Retention by cohort as a heat map."""

from collections.abc import Sequence

import streamlit as st

from care.kpis import Cohort
from core.i18n import _
from ui import formats, heat_chart
from ui.heat_chart import Field, Titles


def draw(cohorts: Sequence[Cohort]) -> None:
    fields = [
        Field(
            str(later),
            f"{cohort.month:%y-%m} ({cohort.size})",
            bought / cohort.size,
            formats.percent(round(bought / cohort.size, 2)),
            _("{month}: {bought} of {size} bought again {later} months later").format(
                month=formats.month(cohort.month), bought=bought, size=cohort.size, later=later
            ),
        )
        for cohort in cohorts
        if cohort.size
        for later, bought in enumerate(cohort.bought, start=1)
    ]
    if not fields:
        st.caption(_("Nobody first bought in these months."))
        return
    titles = Titles(
        _("months later"), _("first bought in (customers)"), _("Customers who bought again, by first month")
    )
    heat_chart.draw(fields, titles, most=1, height=360)
