"""Where somebody is signed in: one line a browser, with its end."""

import re

import streamlit as st

from auth import sessions
from auth.sessions import SignedInBrowser
from core.i18n import _
from ui import actions, formats
from ui.safe import esc

_BROWSERS = {
    "Edg/": "Edge",
    "MicroMessenger": "WeChat",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {"Windows": "Windows", "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Mac OS": "macOS",
            "Linux": "Linux"}  # fmt: skip


def browser_list(browsers: list[SignedInBrowser]) -> None:
    if not browsers:
        st.caption(_("Signed in nowhere."))
    for browser in browsers:
        _one(browser)


def _one(browser: SignedInBrowser) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"browser-{browser.id}"):
        st.markdown(esc(named(browser.agent)), width="content")
        st.caption(_said_of(browser), width="content")
        st.space("stretch")
        if browser.is_this_one:
            st.badge(_("This browser"), color="green")
        elif st.button(_("End"), key=f"end-{browser.id}", type="tertiary"):
            actions.perform(sessions.revoke, browser.id)
            st.rerun()


def _said_of(browser: SignedInBrowser) -> str:
    words = _("{address} · last used {moment}") if browser.ip else _("last used {moment}")
    return words.format(address=esc(browser.ip), moment=esc(formats.moment(browser.seen_at)))


def named(agent: str) -> str:
    """Chrome · Windows, out of what the browser says about itself."""
    browser = next((name for sign, name in _BROWSERS.items() if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS.items() if re.search(sign, agent)), "")
    return " · ".join(filter(None, [browser, system])) or _("Unknown browser")
