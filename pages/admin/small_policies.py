"""For owner and administrators: the few numbers of causes, corrective actions and questions to customers."""

import streamlit as st

from auth.permissions import Permission
from core.i18n import _
from ui import small_policy_parts
from ui.current import signed_in
from ui.policy_sheets import SHEETS


def page() -> None:
    signed_in(Permission.SETTINGS_CHANGE)
    st.title(_("Causes and questions"), anchor=False)
    for sheet in SHEETS:
        small_policy_parts.show(sheet)


page()
