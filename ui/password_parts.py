"""Forms in which somebody chooses a password."""

import streamlit as st

from auth.passwords import LONGEST, SHORTEST
from core.i18n import _
from ui.dialog_parts import told


def new_password(key: str) -> tuple[str, str]:
    """The two fields of a new password."""
    rule = _("At least {n} characters: a few words that only you would put together.").format(n=SHORTEST)
    first = st.text_input(_("New password"), type="password", key=f"{key}-new", max_chars=LONGEST, help=rule)
    st.caption(rule)
    beside("new", "password")
    second = st.text_input(_("The same again"), type="password", key=f"{key}-again", max_chars=LONGEST)
    return first, second


def beside(*fields: str) -> None:
    """The problem of a field, under it."""
    for field in fields:
        told(field)


def are_the_same(first: str, second: str) -> bool:
    if first != second:
        st.error(_("The two passwords are not the same."))
    return first == second
