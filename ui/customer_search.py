"""One customer found in one field, as one types."""

from collections.abc import Callable

import streamlit as st

from care import customers
from care.customers import DirectoryFilters, Line
from core.i18n import _
from ui.actions import ask
from ui.dialog_parts import told
from ui.safe import esc

_SHOWN = 6


def search(key: str, *, pick: Callable[[int], None], nobody: str) -> None:
    """`pick` is called with the id of whom one clicks; `nobody` is said when there is none."""
    typed = st.text_input(
        _("Customer"),
        key=key,
        live=True,
        icon=":material/search:",
        placeholder=_("Last digits of the phone, name, pinyin, number"),
    ).strip()
    told("customer_id")
    if not typed:
        return
    found = ask(customers.directory, search=typed, filters=DirectoryFilters())
    with st.container(gap="xsmall", key="intake-found"):
        for line in found.lines[:_SHOWN]:
            st.button(_line(line), key=f"pick_{line.id}", type="tertiary", on_click=pick, args=(line.id,))
        if not found.lines:
            st.caption(nobody)
        elif found.total > _SHOWN:
            st.caption(_("There are more; type on to narrow them down."))


def _line(line: Line) -> str:
    told = [line.company if line.company != line.name else "", line.mobile, line.region, line.owner]
    return f"**{esc(line.name)}** :small[:gray[{esc(' · '.join(filter(None, told)))}]]"
