"""The signed-in person's own menu: account and sign-out."""

import streamlit as st

from auth.actor import Actor
from core.i18n import _
from ui import links
from ui.safe import esc


def person_menu(actor: Actor) -> None:
    with st.popover(esc(actor.name), icon=":material/account_circle:", type="tertiary"):
        links.link_to("account/my_account.py", _("My account"), icon=":material/manage_accounts:")
