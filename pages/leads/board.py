"""For everybody who works on leads: who has to be called, what stands where, what became of them."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care.leads import LeadFilters
from core.i18n import N_, _
from ui import lead_address, lead_cards, lead_export_parts, lead_figure_parts, lead_filters, lead_list_parts, links
from ui.board_parts import Moved, asked, board
from ui.current import signed_in
from ui.lead_drawer import lead_drawer

BOARD, LIST, NUMBERS = "board", "list", "numbers"
VIEWS = {
    BOARD: (":material/view_kanban:", N_("Board")),
    LIST: (":material/list:", N_("List")),
    NUMBERS: (":material/monitoring:", N_("Numbers")),
}
LOOKS_AGAIN = "5s"
"""How soon one sees what a colleague did."""
KEY = "lead_board"


def page() -> None:
    actor = signed_in(Permission.LEAD_READ)
    lead_filters.take_over_address()
    title_line(actor)
    find()
    if lead_id := lead_address.shown():
        lead_drawer(lead_id)


def title_line(actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="leads-title"):
        st.title(_("Leads"), anchor=False, width="content")
        if actor.may(Permission.LEAD_RULES):
            links.link_to("leads/rules.py", _("Who gets leads"), icon=":material/alt_route:")
        st.space("stretch")
        if actor.may(Permission.LEAD_CREATE):
            links.link_to("leads/quick.py", _("Quick lead"), icon=":material/bolt:")
            with st.container(key="leads-new", width="content"):
                links.link_to("leads/new.py", _("Register a lead"), icon=":material/add:")


@st.fragment
def find() -> None:
    signed_in(Permission.LEAD_READ)
    with st.container(horizontal=True, vertical_alignment="center", key="leads-tools"):
        lead_filters.filter_fields()
        st.space("stretch")
        view = view_picker()
    used = lead_filters.filters_in_use()
    if view == LIST:
        listed(used)
    elif view == NUMBERS:
        lead_figure_parts.numbers()
    else:
        live(used)


def view_picker() -> str:
    chosen = st.segmented_control(
        _("View"),
        list(VIEWS),
        default=BOARD,
        format_func=lambda view: f"{VIEWS[view][0]} {_(VIEWS[view][1])}",
        key="leads_view",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen or BOARD


@st.fragment(run_every=LOOKS_AGAIN)
def live(used: LeadFilters) -> None:
    """Looks again by itself; the drawer stands outside, and loses nothing that was typed."""
    signed_in(Permission.LEAD_READ)
    if event := asked(KEY):
        open_drawer(event.id, event.move if isinstance(event, Moved) else "")
    seen = lead_cards.as_it_stands(used)
    if any(column.count for column in seen.columns):
        board(seen.columns, key=KEY, name=_("Leads by stage"), as_of=seen.board.at.timestamp(), of=repr(used))
    else:
        lead_filters.nothing(used)


@st.fragment
def listed(used: LeadFilters) -> None:
    actor = signed_in(Permission.LEAD_READ)
    with st.container(horizontal=True, vertical_alignment="center"):
        span = lead_list_parts.span_picker()
        st.space("stretch")
        lead_export_parts.export_button(actor, used, span)
    if lead_id := lead_list_parts.lead_list(used, span):
        open_drawer(lead_id, "")


def open_drawer(lead_id: int, move: str) -> None:
    """By address, so that it can be shared and is there again after a reload."""
    lead_address.show(lead_id, move)
    st.rerun()


page()
