"""Above the rows of a number: what they are, how many, and the way back to the charts."""

import streamlit as st

from core.i18n import _
from ui import address
from ui.safe import esc


def heading(title: str, count: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(esc(f"{title} · {count}"), anchor=False, width="content")
        st.space("stretch")
        st.button(
            _("Back to the charts"),
            icon=":material/bar_chart:",
            key="kpi-close",
            on_click=address.close,
            args=("rows",),
        )
