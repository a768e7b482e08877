"""A button that puts a text into the clipboard, to be pasted into WeChat."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from core.i18n import _

_ART = Path(__file__).resolve().parent / "art"


def copy_button(text: str, *, key: str, field: str = "") -> None:
    """`field`: the key of a text area whose present text is copied, also what was typed a moment ago."""
    words = {"label": _("Copy the text"), "done": _("✓ Copied"), "failed": _("Please copy it by hand")}
    _component()(data={"text": text, "field": field, **words}, key=key)


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_copy",
        css=(_ART / "copy.css").read_text(encoding="utf8"),
        js=(_ART / "copy.js").read_text(encoding="utf8"),
    )
