"""For everybody who works with customers: find one, or see who fits a description."""

import streamlit as st

from auth.permissions import Permission
from care import customers
from care.customers import Directory, DirectoryFilters, Sort
from core.i18n import N_, _
from ui import current, customer_export_parts, filter_parts, links, removal_parts
from ui.actions import ask
from ui.current import signed_in
from ui.customer_parts import customer_list, how_many, invitation
from ui.table_parts import Paging, turned

SORTS = {
    Sort.RECENT: N_("Latest order first"),
    Sort.NAME: N_("By name"),
    Sort.NEWEST: N_("Newest first"),
    Sort.REVENUE: N_("Highest revenue first"),
}


def page() -> None:
    actor = signed_in(Permission.CUSTOMER_READ)
    take_over_search()
    with st.container(horizontal=True, vertical_alignment="center", key="directory-title"):
        st.title(_("Customers"), anchor=False)
        if actor.may(Permission.EVENT_READ):
            links.link_to("events/events.py", _("Events"), icon=":material/event:")
        if actor.may(Permission.CUSTOMER_EXPORT):
            customer_export_parts.export_button()
    removal_parts.offer_undo()
    find()


def take_over_search() -> None:
    """The search above every page arrives as `?q=`."""
    if words := st.query_params.get("q"):
        del st.query_params["q"]
        current.remember("directory_search", words[:100])
        filter_parts.clear()


@st.fragment
def find() -> None:
    signed_in(Permission.CUSTOMER_READ)
    search = tools()
    used = filter_parts.filters_in_use()
    filter_parts.filter_chips(used)
    results(search, used)


def tools() -> str:
    with st.container(horizontal=True, vertical_alignment="center", key="directory-tools"):
        search = st.text_input(
            _("Search"),
            key="directory_search",
            placeholder=_("Name, pinyin or initials, phone, e-mail, number"),
            label_visibility="collapsed",
            icon=":material/search:",
            live=True,
            persist_state="session",
        )
        filter_parts.filter_menu()
    return search or ""


@st.fragment
def results(search: str, used: DirectoryFilters) -> None:
    """A fragment of its own: another page or order draws the list again and none of the tools."""
    signed_in(Permission.CUSTOMER_READ)
    which = f"{abs(hash((search, used))):x}"
    turn = turned("directory", of=which)
    sort = Sort(turn.order) if turn.order in SORTS else Sort.RECENT
    found = ask(customers.directory, search=search, filters=used, sort=sort, page=turn.page)
    if not found.lines:
        nothing(search, used)
    elif opened := customer_list(found.lines, key="directory", paging=paging(found, sort, which)):
        links.to_customer(opened)


def paging(found: Directory, sort: Sort, which: str) -> Paging:
    """The first pages, those around the present one, and the last if somebody counted them."""
    near = {1, 2, *range(found.page - 2, found.page + 3)} | ({found.pages} if found.is_counted else set())
    return Paging(
        of=which,
        caption=how_many(found),
        page=found.page,
        pages=found.pages,
        numbers=tuple(sorted(number for number in near if 1 <= number <= found.pages)),
        order=sort,
        orders={code: _(words) for code, words in SORTS.items()},
    )


def nothing(search: str, used: DirectoryFilters) -> None:
    if search or used.are_in_use:
        st.info(_("Nobody fits. Check the spelling, or take filters away."), icon=":material/search_off:")
        if st.button(_("Clear search and filters"), key="clear", on_click=clear):
            st.rerun()
        return
    invitation(current.actor())


def clear() -> None:
    current.remember("directory_search", "")
    filter_parts.clear()


page()
