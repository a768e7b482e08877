"""For everybody: what should be better, who sees to it, and whether it helped."""

import streamlit as st

from auth.permissions import Permission
from care import improvements
from core.i18n import _
from ui import improvement_list_parts
from ui.actions import ask
from ui.current import signed_in


def page() -> None:
    signed_in(Permission.HANDBOOK_READ)
    st.title(_("Improvements"), anchor=False)
    improvement_list_parts.propose_form()
    improvement_list_parts.listing(ask(improvements.improvement_list))


page()
