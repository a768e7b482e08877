"""The form in which somebody changes their own password: on their account, or because they must."""

import streamlit as st

from auth import accounts, attempts
from core.i18n import _
from ui import actions, current
from ui.password_parts import are_the_same, beside, new_password


def must_choose_password() -> None:
    """All that is open to whoever came in with a password that somebody else chose."""
    st.title(_("Choose your own password"))
    st.write(_("Your password was chosen by somebody else. Choose your own before you go on."))
    with st.container(width=420):
        own_password_form()


def own_password_form() -> None:
    with st.form("own-password", clear_on_submit=False):
        now = st.text_input(_("Present password"), type="password", key="own-current")
        beside("current")
        first, second = new_password("own")
        sent = st.form_submit_button(_("Change password"), type="primary", on_click=actions.settle)
    if sent and are_the_same(first, second):
        _change(now, first)


def _change(now: str, chosen: str) -> None:
    if actions.perform(attempts.count_own_try) is None:
        return
    if actions.perform(accounts.change_own_password, current=now, new=chosen):
        actions.settle()
        current.forget("own-current", "own-new", "own-again")
        current.flash(_("Your password is changed. You are signed out everywhere else."))
    st.rerun()
