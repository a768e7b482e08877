"""For whoever gives or approves gifts: what waits, what was given, and what it cost this year."""

import streamlit as st

from auth.permissions import Permission
from care import greetings
from care.greetings import PAGE
from core.i18n import _
from db.models import GiftState
from ui import current, gift_parts, greeting_labels, links
from ui.actions import ask
from ui.current import signed_in

STATES = (GiftState.ASKED, GiftState.APPROVED, GiftState.GIVEN, GiftState.REFUSED, GiftState.WITHDRAWN)


def page() -> None:
    signed_in(Permission.GREETING_READ)
    with st.container(horizontal=True, vertical_alignment="center", key="gifts-title"):
        st.title(_("Gifts"), anchor=False, width="content")
        links.link_to("greetings/greetings.py", _("Greetings"), icon=":material/cake:")
    state = st.selectbox(
        _("State"), STATES, index=None, format_func=lambda one: _(greeting_labels.GIFT_STATES[one]),
        placeholder=_("Any state"), label_visibility="collapsed", key="gifts_state", persist_state="session", width=200,
    )  # fmt: skip
    pager = f"gifts_page_{state or ''}"
    found = ask(greetings.gifts, state=state, page=current.remembered(pager, 1))

    gift_parts.totals(found.totals)
    if found.rows:
        gift_parts.gift_list(found.rows, key="gifts-list")
    elif state is not None:
        st.info(_("Nothing in this state."), icon=":material/filter_list_off:")
    else:
        st.info(
            _("No gift yet. One asks for a gift from a greeting, or from a customer's file."), icon=":material/redeem:"
        )
    if found.total > PAGE:
        st.pagination(-(-found.total // PAGE), key=pager)
    gift_parts.drawer_if_opened()


page()
