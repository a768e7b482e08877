"""For whoever looks after customers: who may leave or complain next, why, and what to do about it."""

import streamlit as st

from auth.permissions import Permission
from care import kpis
from core.i18n import _
from ui import address, risk_parts
from ui.actions import ask
from ui.current import signed_in
from ui.people_apart import told_apart


def page() -> None:
    actor = signed_in(Permission.CUSTOMER_READ)
    owners = dict(ask(kpis.choices).owners) if actor.may(Permission.KPI_READ) else {}
    with st.container(horizontal=True, vertical_alignment="center", key="risk-title"):
        st.title(_("Customers at risk"), anchor=False, width="content")
        st.space("stretch")
        owner_id = owner_picker(owners) if len(owners) > 1 else None
    st.caption(
        _(
            "Points add up: a silence beyond the customer's own rhythm, open complaints, a low score, a declined "
            "solution. How many each is worth is in the settings."
        )
    )
    risks = ask(kpis.risks, owner_id=owner_id)
    opened = address.opened("risk")
    for line in risks.lines:
        if line.customer_id == opened:
            risk_parts.panel(line)
    risk_parts.show(risks)


def owner_picker(owners: dict[int, str]) -> int | None:
    words = told_apart(owners)
    return st.selectbox(
        _("In charge"),
        list(words),
        index=None,
        format_func=lambda id_: words[id_],
        placeholder=_("In charge: all"),
        label_visibility="collapsed",
        key="risk_owner",
        persist_state="session",
        width=220,
    )


page()
