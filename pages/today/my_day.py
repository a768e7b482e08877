"""For everybody, first thing in the morning: what needs me today."""

import streamlit as st

from core.i18n import _
from ui.current import signed_in


def page() -> None:
    signed_in()
    st.title(_("Today"))


page()
