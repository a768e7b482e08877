"""For owner and administrators: how soon the firm promises to act, and who hears when it is late."""

import streamlit as st

from auth.permissions import Permission
from care import rulebook
from care.complaints import ComplaintTargets
from core.i18n import _
from ui.actions import ask
from ui.current import signed_in
from ui.target_history import history
from ui.target_parts import targets_form


def page() -> None:
    signed_in(Permission.SETTINGS_CHANGE)
    st.title(_("Complaint targets"))
    st.caption(
        _("Changes hold for complaints registered from now on; those under way keep the numbers they began with.")
    )
    policy, version = ask(rulebook.present, ComplaintTargets)
    targets_form(policy, version)
    st.subheader(_("Changes so far"))
    history(ask(rulebook.history, ComplaintTargets))


page()
