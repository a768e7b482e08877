"""For whoever doubts a number: how each one is counted, in one line."""

import streamlit as st

from care import kpis
from core.i18n import _
from ui import kpi_parts
from ui.actions import ask
from ui.current import signed_in


def page() -> None:
    signed_in()
    st.title(_("How numbers are counted"), anchor=False)
    st.markdown(
        _(
            "One definition for every number, used by the screens, the command line and the exports alike. Days begin "
            "at midnight on the company's clock. A period is compared with the natural month, quarter or year before "
            "it; one that is not finished, with as many days; any other span, with as many days right before it."
        )
    )
    st.markdown(
        _(
            "Where there is nothing to divide by, a number is “—” and never 0 %. With fewer than 30 customers or cases "
            "behind it a percentage or a time is marked as a small sample, and its change is grey; with fewer than 5 a "
            "percentage is shown as a fraction."
        )
    )
    st.markdown(
        _(
            "Each number about complaints goes by a day of its own: received, closed, due or answered. “Closed” means "
            "closed or rejected; duplicates and withdrawn complaints are neither."
        )
    )
    kpi_parts.definitions(ask(kpis.definitions).values())


page()
