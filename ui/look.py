"""What the theme in .streamlit/config.toml cannot say: a few rules of style, never with data in them."""

import base64
from functools import cache
from pathlib import Path

import streamlit as st

from core import i18n
from ui.menu import SCREENS, Screen

ART = Path(__file__).resolve().parent / "art"


def apply_look() -> None:
    st.html(_LOOK)


def logo() -> str:
    """The file of the wordmark in the language in force."""
    return str(ART / ("logo_en.svg" if i18n.language() == "en" else "logo_zh.svg"))


@cache
def favicon() -> str:
    """The icon itself, not an address: who is not signed in is given no file of ours."""
    return "data:image/png;base64," + base64.b64encode((ART / "favicon.png").read_bytes()).decode()


@cache
def _style() -> str:
    rules = (ART / "style.css").read_text(encoding="utf8") + "\n".join(
        _menu_icon(screen) for screen in SCREENS if screen.group
    )
    return f"<style>{rules}</style>"


class _Look:
    """Finished HTML, and so not looked through line by line at every run as a text of somebody's would be."""

    def _repr_html_(self) -> str:
        return _style()


_LOOK = _Look()


def _menu_icon(screen: Screen) -> str:
    """Given to st.Page, the icon would also be asked of an outside host, as the icon of the tab."""
    address = "" if screen is SCREENS[0] else screen.address
    name = screen.icon.removeprefix(":material/").removesuffix(":")
    return f'[data-testid="stSidebarNavLink"][href$="/{address}"]::before {{ content: "{name}"; }}'
