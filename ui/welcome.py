"""What somebody sees who is not signed in: the sign-in, or the page behind a one-time link."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from auth import accounts, credentials, one_time_links
from auth.sign_in import SignInForm
from core import i18n
from core.errors import Invalid, Refusal
from core.i18n import _
from db import session as database
from db.models import LinkPurpose, User
from ui import actions, current, handover
from ui.look import logo
from ui.password_parts import are_the_same, beside, new_password
from ui.safe import esc

LINKS = {"setup": LinkPurpose.SETUP, "invite": LinkPurpose.INVITE, "reset": LinkPurpose.RESET}
_LANGUAGES = {"zh_CN": "中文", "en": "English"}


def has_link() -> bool:
    """The address carries a one-time link."""
    return any(name in st.query_params for name in LINKS)


def show() -> None:
    """One narrow column in the middle: the wordmark, the form, the language."""
    with st.container(horizontal_alignment="center"), st.container(width=400, key="welcome"):
        st.image(logo(), width=160)
        if current.remembered("leaving"):
            current.forget("leaving")
            handover.close_session()
        _choose_form()()
        _languages()


def _choose_form() -> Callable[[], None]:
    for name, purpose in LINKS.items():
        if token := st.query_params.get(name):
            return lambda: _behind_a_link(token, purpose)
    return _sign_in


def _sign_in() -> None:
    with database.reading() as session:
        nobody_yet = accounts.is_new(session)
    if nobody_yet:
        st.info(
            _("Nobody has an account here yet. Open the set-up link that was printed when the server started."),
            icon=":material/key:",
        )
    elif current.had_session():
        st.info(_("You have been signed out. Sign in to go on."), icon=":material/logout:")
    try:
        ticket = SignInForm(ip=current.ip_address()).ticket()
    except Refusal as refusal:
        st.error(esc(refusal.sentence), icon=":material/block:")
        return
    if ticket:
        handover.open_session(ticket)


def _behind_a_link(token: str, purpose: LinkPurpose) -> None:
    try:
        if purpose is LinkPurpose.SETUP:
            _set_up(token)
        else:
            _choose_password(token, purpose)
    except one_time_links.LinkOver as over:
        st.error(esc(over.sentence), icon=":material/link_off:")
        if st.button(_("To the sign-in")):
            st.query_params.clear()
            st.rerun()


def _set_up(token: str) -> None:
    with database.reading() as session:
        one_time_links.read(session, token, LinkPurpose.SETUP)
    with st.form("set-up"):
        st.subheader(_("Set up Guanjia"))
        st.caption(_("You become the owner: you see everything and decide who else may."))
        name = st.text_input(_("Your name"), key="setup-name", max_chars=60)
        beside("name")
        username = st.text_input(_("User name"), key="setup-username", max_chars=60)
        beside("username")
        first, second = new_password("setup")
        sent = st.form_submit_button(
            _("Create the owner's account"), type="primary", width="stretch", on_click=actions.settle
        )
    if sent and are_the_same(first, second):
        _enter(accounts.create_first_owner, token, name=name, username=username, password=first)


def _choose_password(token: str, purpose: LinkPurpose) -> None:
    with database.reading() as session:
        holder = accounts.holder_of(session, token, purpose)
    with st.form("choose-password"):
        st.subheader(_("Welcome, {name}").format(name=esc(holder.name)))
        st.caption(_("Your user name is {username}. Choose your password.").format(username=esc(holder.username)))
        first, second = new_password("link")
        sent = st.form_submit_button(_("Save and sign in"), type="primary", width="stretch", on_click=actions.settle)
    if sent and are_the_same(first, second):
        _enter(accounts.accept, token, purpose, password=first)


def _enter(command: Callable[..., User], *args: Any, **details: Any) -> None:
    """Do it, and sign in whoever it is about. Field problems come back to the form."""
    current.forget("problems")
    try:
        with database.transaction() as session:
            ticket = credentials.hand_over(session, command(session, *args, **details))
    except Invalid as invalid:
        current.remember("problems", invalid.problems)
        st.rerun()
    handover.open_session(ticket, target="/")


def _languages() -> None:
    chosen = st.segmented_control(
        _("Language"),
        list(_LANGUAGES),
        format_func=_LANGUAGES.__getitem__,
        default=i18n.language(),
        key="welcome-language",
        label_visibility="collapsed",
    )
    if chosen and chosen != i18n.language():
        current.speak(chosen)
        st.rerun()
