"""For whoever has just talked with a customer: written down in three fields, from any page."""

import streamlit as st

from auth.permissions import Permission
from care import customers
from core.i18n import _
from ui import current, customer_search, links, talk_parts
from ui.actions import ask, settle
from ui.address import close, open_one, opened
from ui.current import signed_in
from ui.talk_form import with_customer


def page() -> None:
    signed_in(Permission.CUSTOMER_EDIT)
    st.title(_("Log a contact"), anchor=False)
    with st.container(width=720, key="log-contact"):
        customer_id = opened("customer")
        if customer_id is None:
            customer_search.search("talk_search", pick=pick, nobody=_("Nobody is found. Check the spelling."))
        else:
            write(customer_id)


def pick(customer_id: int) -> None:
    settle()
    open_one("customer", customer_id)
    current.forget("talk_search")


def write(customer_id: int) -> None:
    file = ask(customers.profile, customer_id)
    talk_parts.who(file)
    st.button(_("Somebody else"), key="talk_other", type="tertiary", on_click=close, args=("customer",))
    if Permission.CUSTOMER_EDIT not in file.may:
        st.warning(_("You may read this file and not change it."), icon=":material/block:")
    elif with_customer(file.id):
        links.to_customer(file.id)


page()
