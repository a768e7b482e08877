"""For owner and administrators: the public form through which strangers leave their number, opened here or closed."""

from datetime import timedelta

import streamlit as st

from auth.permissions import Permission
from care import rulebook
from care.webform import WebFormPolicy
from core.i18n import _
from core.settings import settings
from ui import current, web_form_parts
from ui.actions import ask, conflict, perform, settle
from ui.current import signed_in
from ui.dialog_parts import told

_HOUR = timedelta(hours=1)


def page() -> None:
    signed_in(Permission.SETTINGS_CHANGE)
    st.title(_("Public form"), anchor=False)
    st.caption(_("A page for your website and your posters: whoever wants to hear from you leaves a number there."))
    policy, version = ask(rulebook.present, WebFormPolicy)
    if not settings().company:
        st.warning(_("The form has to say whose it is: set GUANJIA_COMPANY first. Until then nobody sees it."))
    elif policy.is_open:
        web_form_parts.how_to_reach_it()
    form(policy, version)
    web_form_parts.history()


def form(policy: WebFormPolicy, version: int) -> None:
    if (met := conflict()) is not None:
        st.warning(_("A colleague has changed this meanwhile; see below. Save again to put yours over it."))
        version = met.version
    with st.form("web_form", border=True):
        st.toggle(_("The form is open to everybody"), policy.is_open, key=_key("is_open"))
        st.text_input(
            _("Phone or e-mail under which people ask for their data, correct it or withdraw"),
            policy.reach,
            key=_key("reach"),
            max_chars=100,
        )
        told("reach")
        left, right = st.columns(2)
        with left:
            months = _("Months it is kept when nothing comes of it")
            st.number_input(months, 1, 120, policy.keep_months, key=_key("keep_months"))
        with right:
            hours = _("Hours within which the same number means the same inquiry")
            st.number_input(hours, 1, 90 * 24, policy.joins_within // _HOUR, key=_key("joins_within"))
        st.text_input(_("Why is this changed?"), key=_key("reason"), max_chars=300)
        told("reason")
        st.form_submit_button(_("Save"), type="primary", on_click=save, args=(version,))


def save(seen: int) -> None:
    settle()
    typed = {name: current.remembered(_key(name)) for name in ("is_open", "reach", "keep_months", "joins_within")}
    changed = WebFormPolicy(
        is_open=bool(typed["is_open"]),
        reach=(typed["reach"] or "").strip(),
        keep_months=typed["keep_months"] or 0,
        joins_within=(typed["joins_within"] or 0) * _HOUR,
    )
    reason = current.remembered(_key("reason")) or ""
    if perform(rulebook.change, changed, reason=reason, seen_version=seen) is not None:
        current.remember("web_form_turn", current.remembered("web_form_turn", 0) + 1)
        current.flash(_("Saved. It holds from now on."))


def _key(name: str) -> str:
    """A saved form starts afresh: a browser keeps what was typed into a field of the same key."""
    return f"web_form_{name}_{current.remembered('web_form_turn', 0)}"


page()
