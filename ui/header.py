"""The strip above every page: search, new, the bell, and the person signed in."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from core.i18n import N_, _
from ui import current, demo_parts, links, notice_parts
from ui.menu import screen
from ui.person_menu import person_menu

_NEW = {
    "customers/new.py": N_("Customer"),
    "leads/new.py": N_("Lead"),
    "leads/quick.py": N_("Quick lead"),
    "complaints/new.py": N_("Complaint"),
    "customers/log_contact.py": N_("Log a contact"),
    "imports/import_file.py": N_("Import a file"),
}


def show(actor: Actor, address: str) -> None:
    """`address`: of the page below, since the directory has a search of its own."""
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        if actor.may(Permission.CUSTOMER_READ) and address != screen("customers/directory.py").address:
            _search()
        st.space("stretch")
        demo_parts.mark(actor)
        _new(actor)
        if actor.may(Permission.TASK_WORK):
            notice_parts.bell()
        person_menu(actor)
    _go_where_the_search_leads()


def _new(actor: Actor) -> None:
    """One button for whatever one may write down: a customer, a complaint, a contact."""
    files = [file for file in _NEW if (asked := screen(file).permission) and actor.may(asked)]
    if not files:
        return
    with st.container(key="header-new", width="content"):
        chosen = st.menu_button(
            _("Create"), files, key="header_new", icon=":material/add:", type="primary", format_func=_new_word
        )
    if chosen:
        links.to(chosen)


def _new_word(file: str) -> str:
    return f"{screen(file).icon} {_(_NEW[file])}"


def _search() -> None:
    st.text_input(
        _("Search customers"),
        key="header_search",
        placeholder=_("Search by name, pinyin, phone, e-mail, number"),
        label_visibility="collapsed",
        icon=":material/search:",
        on_change=_note_search,
        width=340,
    )


def _note_search() -> None:
    current.remember("search_for", current.remembered("header_search", "").strip())
    current.remember("header_search", "")


def _go_where_the_search_leads() -> None:
    # A callback cannot switch pages: it leaves the words here for the run that follows it.
    if words := current.remembered("search_for", ""):
        current.forget("search_for")
        links.to("customers/directory.py", q=words)
