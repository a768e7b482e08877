"""The mark that every screen of a demo world bears."""

import streamlit as st

from auth.actor import Actor
from care import demo
from core.i18n import _
from ui.kept import ask_kept


def mark(actor: Actor) -> None:
    if ask_kept(actor, None, demo.is_demo):
        st.badge(
            _("Demo data"),
            icon=":material/theater_comedy:",
            color="orange",
            help=_("These customers, orders and colleagues are made up."),
        )
