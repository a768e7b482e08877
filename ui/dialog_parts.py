"""What every dialog of a profile does: tell a problem beside its field, save, close, leave the address clean."""

import streamlit as st

from core.i18n import _
from ui import current
from ui.actions import problems, settle
from ui.address import close
from ui.safe import esc


def told(field: str) -> None:
    """What the last save said about this field."""
    if problem := problems().get(field):
        st.caption(f":red[{esc(problem)}]")


def finish(done: object) -> None:
    """Close after a save that went through."""
    if done is not None:
        current.flash(_("Saved."))
        current.forget("revealed")
        close_dialog()


def close_dialog() -> None:
    for name in ("do", "contact", "order"):
        close(name)
    settle()
