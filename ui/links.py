"""Ways to another screen: no page path is spelt twice."""

import streamlit as st

from ui.menu import screen


def to(file: str, **query: str) -> None:
    """Go to the screen of this file, with what is to be open there."""
    st.switch_page(screen(file).path, query_params=query)


def to_customer(customer_id: int) -> None:
    to("customers/profile.py", customer=str(customer_id))


def link_to(file: str, label: str, *, icon: str | None = None, **query: str) -> None:
    """A link that opens the screen in one run, and in a new tab when asked."""
    st.page_link(screen(file).path, label=label, icon=icon, query_params=query or None)
