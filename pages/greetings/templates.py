"""For whoever decides what the firm says: the words of each greeting, days of one's own, what is due for service."""

import streamlit as st

from auth.permissions import Permission
from core.i18n import _
from ui import day_parts, links, template_parts
from ui.current import signed_in


def page() -> None:
    signed_in(Permission.GREETING_READ)
    with st.container(horizontal=True, vertical_alignment="center", key="templates-title"):
        st.title(_("Words of greetings, and days"), anchor=False, width="content")
        links.link_to("greetings/greetings.py", _("Greetings"), icon=":material/cake:")
    words, days, service = st.tabs(
        [_("Words"), _("Days of our own"), _("Service due")], key="template-tabs", on_change="rerun"
    )
    if words.open:
        with words:
            template_parts.words_tab()
    if days.open:
        with days:
            day_parts.days_tab()
    if service.open:
        with service:
            day_parts.service_tab()


page()
