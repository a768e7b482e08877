"""The strip above every page: search, new, and the person signed in."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from core.i18n import _
from ui import current, links
from ui.safe import esc


def show(actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        if actor.may(Permission.CUSTOMER_READ):
            _search()
        st.space("stretch")
        if actor.may(Permission.CUSTOMER_CREATE):
            links.link_to("customers/new.py", _("New"), icon=":material/add:")
        with st.popover(esc(actor.name), icon=":material/account_circle:", type="tertiary"):
            links.link_to("account/my_account.py", _("My account"), icon=":material/manage_accounts:")
            st.html('<a href="/auth/sign-out" target="_self" class="guanjia-sign-out"></a>')


def _search() -> None:
    st.text_input(
        _("Search customers"),
        key="header_search",
        placeholder=_("Name, pinyin, phone, e-mail or number"),
        label_visibility="collapsed",
        icon=":material/search:",
        on_change=_go_search,
        width=320,
    )


def _go_search() -> None:
    current.remember("go_search", True)
