"""What the theme in .streamlit/config.toml cannot say: a few rules of style, never with data in them."""

from functools import cache
from pathlib import Path

import streamlit as st

_STYLE = Path(__file__).resolve().parent / "art" / "style.css"


def apply_look() -> None:
    st.html(f"<style>{_style()}</style>")


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf8")
