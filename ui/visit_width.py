"""How wide the window is, as it told us itself: a list for a thumb, or a calendar for a desk."""

import streamlit as st

from ui import current

_NARROW = "revisits_narrow"


def is_narrow() -> bool:
    """Of a phone's width; before the window has told, whether the browser is a phone's."""
    told = current.remembered(_NARROW)
    agent = st.context.headers.get("User-Agent")
    return bool(told) if told is not None else isinstance(agent, str) and "Mobi" in agent


def keep(narrow: bool) -> None:
    current.remember(_NARROW, narrow)
