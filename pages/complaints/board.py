"""For everybody who handles complaints: what stands where, what is due, and the way on."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import complaints
from care.complaints import BoardFilters
from core.i18n import N_, _
from ui import complaint_address, complaint_cards, complaint_filters, complaint_list_parts, links
from ui.address import open_one
from ui.board_parts import Moved, asked, board
from ui.complaint_drawer import complaint_drawer
from ui.complaint_export_parts import list_tools
from ui.current import signed_in
from ui.safe import esc

BOARD, LIST = "board", "list"
VIEWS = {BOARD: (":material/view_kanban:", N_("Board")), LIST: (":material/list:", N_("List"))}
LOOKS_AGAIN = "5s"
"""How soon one sees what a colleague did."""
KEY = "complaint_board"


def page() -> None:
    actor = signed_in(Permission.COMPLAINT_READ)
    complaint_filters.take_over_address()
    title_line(actor)
    find()
    open_asked()


def title_line(actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="complaints-title"):
        st.title(_("Complaints"), anchor=False, width="content")
        links.link_to("complaints/causes.py", _("Causes"), icon=":material/troubleshoot:")
        links.link_to("complaints/actions.py", _("Corrective actions"), icon=":material/build:")
        st.space("stretch")
        if actor.may(Permission.COMPLAINT_OPEN):
            with st.container(key="complaints-new", width="content"):
                links.link_to("complaints/new.py", _("Register a complaint"), icon=":material/add:")


@st.fragment
def find() -> None:
    signed_in(Permission.COMPLAINT_READ)
    with st.container(horizontal=True, vertical_alignment="center", key="complaints-tools"):
        complaint_filters.filter_fields()
        st.space("stretch")
        view = view_picker()
    used = complaint_filters.filters_in_use()
    complaint_filters.filter_chips(used)
    if view == LIST:
        listed(used)
    else:
        live(used)


def view_picker() -> str:
    chosen = st.segmented_control(
        _("View"),
        list(VIEWS),
        default=BOARD,
        format_func=lambda view: f"{VIEWS[view][0]} {_(VIEWS[view][1])}",
        key="complaints_view",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen or BOARD


@st.fragment(run_every=LOOKS_AGAIN)
def live(used: BoardFilters) -> None:
    """Looks again by itself; the drawer stands outside, and loses nothing that was typed."""
    signed_in(Permission.COMPLAINT_READ)
    if event := asked(KEY):
        open_drawer(event.id, event.move if isinstance(event, Moved) else "")
    seen = complaint_cards.as_it_stands(used)
    if seen.board.warning:
        st.warning(esc(seen.board.warning), icon=":material/event_busy:")
    if any(column.count for column in seen.columns):
        board(seen.columns, key=KEY, name=_("Complaints by step"), as_of=seen.board.at.timestamp(), of=repr(used))
    else:
        complaint_filters.nothing(used)


@st.fragment
def listed(used: BoardFilters) -> None:
    span = list_tools(signed_in(Permission.COMPLAINT_READ), used)
    if complaint_id := complaint_list_parts.complaint_list(used, span):
        open_drawer(complaint_id, "")


def open_drawer(complaint_id: int, move: str) -> None:
    """By address, so that it can be shared and is there again after a reload."""
    complaint_address.go_back()
    open_one("complaint", complaint_id)
    if move in set(complaints.Move):
        complaint_address.begin_move(complaints.Move(move))
    st.rerun()


def open_asked() -> None:
    if complaint_id := complaint_address.shown():
        complaint_drawer(complaint_id)


page()
