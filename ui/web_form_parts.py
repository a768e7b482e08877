"""The public form as its owners need it: the address, a code for posters, a line for the website."""

from html import escape

import streamlit as st

from care import rulebook, surveys, webform
from care.webform import WebFormPolicy
from core.i18n import _
from ui import formats
from ui.actions import ask
from ui.one_time_links import address_of
from ui.safe import esc


def how_to_reach_it() -> None:
    with st.container(border=True, gap="small", key="web-form-address"):
        via = st.text_input(
            _("Which poster or page is this for? Each lead says so (may stay empty)"),
            key="web_form_via",
            max_chars=30,
            placeholder="spring-fair",
        )
        address = address_of(webform.ADDRESS) + (f"?via={via}" if webform.is_via(via or "") else "")
        if via and not webform.is_via(via):
            wrong = _("Letters, digits and hyphens only.")
            st.caption(f":red[{esc(wrong)}]")
        left, right = st.columns([1, 5], vertical_alignment="center")
        with left:
            st.image(surveys.qr_of(address), width=160)
        with right:
            st.code(address, language=None, wrap_lines=True)
            st.caption(_("For your website:"))
            words = escape(_("Talk to us"))
            line = f'<a href="{escape(address)}">{words}</a>'
            st.code(line, language="html", wrap_lines=True)


def history() -> None:
    for one in ask(rulebook.history, WebFormPolicy):
        st.caption(esc(" · ".join(filter(None, [formats.moment(one.at), one.by, one.reason]))))
