"""The screens as Streamlit navigates them."""

from copy import copy
from functools import cache

import streamlit as st

from auth.actor import Actor
from core import i18n
from core.i18n import _
from ui import menu


def pages(actor: Actor | None) -> dict[str, list[st.Page]]:
    """Every screen is declared, so that each address answers; the menu shows what the actor may open."""
    groups: dict[str, list[st.Page]] = {}
    for screen in menu.SCREENS:
        allowed = actor is not None and (screen.permission is None or actor.may(screen.permission))
        page = _page(screen, i18n.language(), is_shown=bool(allowed and screen.group))
        # A copy, since each run notes on its own that it has shown the page.
        groups.setdefault(_(screen.group) if screen.group else "", []).append(copy(page))
    return groups


@cache
def _page(screen: menu.Screen, language: str, *, is_shown: bool) -> st.Page:
    """Made once: it looks for the file on the disk."""
    with i18n.speaking(language):
        return st.Page(
            screen.path,
            title=_(screen.title),
            url_path=screen.address,
            default=screen is menu.SCREENS[0],
            visibility="visible" if is_shown else "hidden",
        )
