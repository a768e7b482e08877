"""A removal is taken back with one click, on the list that one comes to right after it."""

import streamlit as st

from care import customers
from care.customers import Profile
from core.i18n import _
from ui import current
from ui.actions import perform
from ui.safe import esc


def note(file: Profile) -> None:
    """This customer has just been removed."""
    current.remember("removed", {"id": file.id, "name": file.name})


def is_removed(file: Profile) -> bool:
    removed = current.remembered("removed")
    return removed is not None and removed["id"] == file.id


def offer_undo() -> None:
    if removed := current.remembered("removed"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(_("{name} was removed.").format(name=esc(removed["name"])), width="content")
            st.button(_("Undo"), key="restore", type="tertiary", on_click=_restore, args=(removed["id"],))


def _restore(customer_id: int) -> None:
    current.forget("removed")
    if perform(customers.restore_customer, customer_id) is not None:
        current.flash(_("Brought back."))
