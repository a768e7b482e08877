"""The mark that every screen of a demo world bears."""

import streamlit as st

from care import demo
from core.i18n import _
from ui.actions import ask


def mark() -> None:
    if ask(demo.is_demo):
        st.badge(
            _("Demo data"),
            icon=":material/theater_comedy:",
            color="orange",
            help=_("These customers, orders and colleagues are made up."),
        )
