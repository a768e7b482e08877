"""The signed-in person's own menu: account and sign-out."""

import streamlit as st

from auth import sessions
from auth.actor import Actor
from core.i18n import _
from ui import actions, current, links
from ui.safe import esc


def person_menu(actor: Actor) -> None:
    with st.popover(esc(actor.name), icon=":material/account_circle:", type="tertiary", key="person-menu"):
        links.link_to("account/my_account.py", _("My account"), icon=":material/manage_accounts:")
        st.button(
            _("Sign out"),
            key="sign-out",
            icon=":material/logout:",
            type="tertiary",
            on_click=_sign_out,
            width="stretch",
        )


def _sign_out() -> None:
    # Ended on the server first; the run that follows takes the cookie away.
    actions.perform(sessions.sign_out)
    current.forget("token")
    current.remember("leaving", True)
