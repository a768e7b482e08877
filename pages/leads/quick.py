"""For whoever has somebody new before them and a phone in their hand: four fields, one button, then the next one."""

import streamlit as st

from auth.permissions import Permission
from core.i18n import _
from ui import quick_lead_parts
from ui.current import signed_in


def page() -> None:
    actor = signed_in(Permission.LEAD_CREATE)
    st.title(_("Quick lead"), anchor=False)
    with st.container(width=480, key="quick-lead"):
        quick_lead_parts.just_saved()
        quick_lead_parts.fields()
        quick_lead_parts.consent()
        st.button(
            _("Save"), key="quick_save", type="primary", width="stretch", shortcut="Ctrl+S",
            on_click=quick_lead_parts.save, args=(actor.name,),
        )  # fmt: skip
        quick_lead_parts.known_ones(actor.name)


page()
