"""For everybody: the rules in force, one line each, and how well they are kept."""

import streamlit as st

from auth.permissions import Permission
from core.i18n import _
from ui import links, rule_list_parts
from ui.current import signed_in


def page() -> None:
    actor = signed_in(Permission.HANDBOOK_READ)
    with st.container(horizontal=True, vertical_alignment="center", key="rules-title"):
        st.title(_("Rules in practice"), anchor=False, width="content")
        st.space("stretch")
        period = rule_list_parts.period_picker()
    ways(may_edit=actor.may(Permission.HANDBOOK_EDIT))
    found = rule_list_parts.asked(actor, period)

    rule_list_parts.unread_banner(found)
    if not found.chapters:
        st.info(_("There is no rule in force yet. The product's own rulebook is put in place within the hour."))
        return
    rule_list_parts.rule_list(found)
    rule_list_parts.others(_("Drafts"), found.drafts)
    rule_list_parts.others(_("Rules that hold no longer"), found.retired)


def ways(*, may_edit: bool) -> None:
    with st.container(horizontal=True, key="rules-ways"):
        if may_edit:
            links.link_to("handbook/edit.py", _("New rule"), icon=":material/add:")
        links.link_to("handbook/training.py", _("Training"), icon=":material/school:")
        links.link_to("improvements/improvements.py", _("Improvements"), icon=":material/lightbulb:")


page()
