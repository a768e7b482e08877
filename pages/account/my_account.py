"""For everybody: one's own password, calendar, language, and where one is signed in."""

import streamlit as st

from auth import accounts, sessions
from auth.actor import Actor
from core.i18n import _, ngettext
from ui import current, labels
from ui.actions import ask, perform
from ui.browser_parts import browser_list
from ui.current import signed_in
from ui.feed_parts import own_feed
from ui.own_password import own_password_form
from ui.safe import esc


def page() -> None:
    actor = signed_in()
    st.title(_("My account"))
    st.caption(
        _("{name} · {username} · {role}").format(
            name=esc(actor.name), username=esc(actor.username), role=labels.role(actor.role)
        )
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Password"))
        own_password_form()
        own_feed()
    with right:
        language(actor)
        signed_in_at()


def language(actor: Actor) -> None:
    names = {"": _("As the browser asks"), "zh_CN": "中文", "en": "English"}
    st.subheader(_("Language"))
    chosen = st.segmented_control(
        _("Language"), list(names), default=actor.language, format_func=names.__getitem__, key="own-language",
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    if chosen is not None and chosen != actor.language:
        perform(accounts.choose_language, language=chosen)
        current.speak(chosen)
        st.rerun()


def signed_in_at() -> None:
    st.subheader(_("Signed in at"))
    browsers = ask(sessions.browsers)
    browser_list(browsers)
    if len(browsers) > 1 and st.button(_("Sign out everywhere else"), key="end-others", icon=":material/logout:"):
        ended = perform(sessions.revoke_others)
        if ended is not None:
            current.flash(ngettext("{n} other session ended.", "{n} other sessions ended.", ended).format(n=ended))
            st.rerun()


page()
