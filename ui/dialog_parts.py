"""What every dialog of a profile does: tell a problem beside its field, save, close, leave the address clean."""

import streamlit as st

from core.i18n import _
from ui import current
from ui.actions import problems, settle
from ui.address import close
from ui.safe import esc

_SEEN = "dialog_seen"


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
    current.forget(_SEEN)
    settle()


def seen(subject: str, version: int) -> int:
    """The version of this subject that stood there when the dialog was opened: a colleague may save meanwhile."""
    kept = current.remembered(_SEEN)
    if kept is None or kept[0] != subject:
        current.remember(_SEEN, kept := (subject, version))
    return int(kept[1])


def see_again() -> None:
    """What the colleague did has been shown now: a second save is meant."""
    current.forget(_SEEN)
