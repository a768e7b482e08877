"""For owner and administrators: how often customers are visited, and what is said."""

import streamlit as st

from auth.permissions import Permission
from care.revisits import RevisitPolicy
from core.i18n import N_, _
from ui import script_parts, small_policy_parts
from ui.current import signed_in
from ui.small_policy_parts import Sheet

SHEET = Sheet(
    RevisitPolicy,
    N_("Plan"),
    {
        "tier_a_days": N_("Tier A: every so many days"),
        "tier_b_days": N_("Tier B: every so many days"),
        "tier_c_days": N_("Tier C: every so many days"),
        "grace_percent": N_("Grace, in per cent of the cycle"),
        "after_order_days": N_("First revisit after an order, in days (0: none)"),
        "daily_load": N_("Revisits of one person a day"),
        "attempts": N_("Tries before a customer counts as not reached"),
        "retry_within": N_("Working days to the next try"),
        "after_complaint": N_("Ask after a closed complaint how it went"),
        "include_lost": N_("Visit lost customers too"),
    },
)


def page() -> None:
    signed_in(Permission.SETTINGS_CHANGE)
    st.title(_("Revisits"), anchor=False)
    st.caption(_("Changes hold at once: open revisits are dated anew within ten minutes, except on days agreed."))
    small_policy_parts.show(SHEET)
    script_parts.scripts_form()


page()
