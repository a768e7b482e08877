"""For managers: to whom new leads go by themselves."""

import streamlit as st

from auth.permissions import Permission
from care import leads, rulebook
from care.leads import AssignmentRules
from core.i18n import _, ngettext
from ui import current, lead_rule_parts
from ui.actions import ask, perform
from ui.current import signed_in
from ui.safe import esc


def page() -> None:
    signed_in(Permission.LEAD_RULES)
    st.title(_("Who gets leads"), anchor=False)
    st.caption(_("The first rule that fits decides. Whoever is away is passed over; the rest waits in the queue."))
    lead_rule_parts.editor()
    share_out()
    lead_rule_parts.changes(ask(rulebook.history, AssignmentRules))


def share_out() -> None:
    waiting = ask(leads.pressing).waiting.total
    if not waiting:
        return
    st.subheader(_("In the queue"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(esc(ngettext("{n} lead waits.", "{n} leads wait.", waiting).format(n=waiting)), width="content")
        if st.button(_("Share out by the rules"), key="share_out", icon=":material/alt_route:"):
            given = perform(leads.share_out) or 0
            found = ngettext("{n} lead found somebody.", "{n} leads found somebody.", int(given))
            current.flash(found.format(n=int(given)))
            st.rerun()


page()
