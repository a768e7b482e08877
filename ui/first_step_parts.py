"""The first screen of an empty house: what one may do next, each with the button that does it."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import demo
from core.i18n import _
from ui import current, links
from ui.actions import perform


def show(actor: Actor, *, colleagues: int) -> None:
    st.markdown(_("There are no customers yet. Start with one of these."))
    offers = [
        offer
        for permission, offer in (
            (Permission.IMPORT_RUN, _bring_files),
            (Permission.CUSTOMER_CREATE, _add_one),
            (Permission.PEOPLE_MANAGE, lambda: _invite(colleagues)),
            (Permission.SETTINGS_CHANGE, _look_around),
        )
        if actor.may(permission)
    ]
    if not offers:
        st.caption(_("As soon as your colleagues have added customers, you will see here what they need."))
        return
    for pair in (offers[:2], offers[2:]):
        for place, offer in zip(st.columns(2), pair, strict=False):
            with place, st.container(border=True, height="stretch"):
                offer()


def _bring_files() -> None:
    st.subheader(_("Bring your spreadsheets in"), anchor=False)
    st.caption(
        _(
            "Customers and orders from Excel, as they are: the columns are recognised, and nothing is saved before you "
            "have seen it."
        )
    )
    links.link_to("imports/import_file.py", _("Import a file"), icon=":material/upload_file:")


def _add_one() -> None:
    st.subheader(_("Add a customer"), anchor=False)
    st.caption(_("A name and a phone number are enough. You are told if the customer seems to be here already."))
    links.link_to("customers/new.py", _("New customer"), icon=":material/person_add:")


def _invite(colleagues: int) -> None:
    st.subheader(_("Invite your colleagues"), anchor=False)
    alone = _("Everybody gets a link of their own and sees what their role allows. So far you are alone here.")
    st.caption(alone if not colleagues else _("Everybody gets a link of their own and sees what their role allows."))
    links.link_to("admin/people.py", _("People and teams"), icon=":material/badge:")


def _look_around() -> None:
    st.subheader(_("Look around first"), anchor=False)
    st.caption(
        _(
            "Fill this installation with a made-up tea firm: 400 customers, two years of orders. Every screen then "
            "says that the data is made up. It stays: for your own data, start with an empty data folder."
        )
    )
    if st.button(_("Make the demo world"), icon=":material/theater_comedy:", key="make_demo"):
        with st.spinner(_("Making 400 customers and their orders …")):
            made = perform(demo.create_demo)
        if made is not None:
            current.flash(_("The demo world is ready."))
            st.rerun()
