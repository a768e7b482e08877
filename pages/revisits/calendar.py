"""For everybody who visits customers: what stands on which day, in a month, a week or a list; on a phone the list."""

import streamlit as st

from auth.permissions import Permission
from care.revisits import Whose
from core.i18n import N_, _
from ui import links, visit_address, visit_calendar, visit_export_parts
from ui.calendar_parts import asked
from ui.current import signed_in
from ui.visit_agenda import agenda
from ui.visit_calendar import KEY, MONTH, WEEK
from ui.visit_drawer import visit_drawer
from ui.visit_whose import whose_picker
from ui.visit_width import is_narrow

LIST = "list"
VIEWS = {
    MONTH: (":material/calendar_month:", N_("One month")),
    WEEK: (":material/calendar_view_week:", N_("One week")),
    LIST: (":material/list:", N_("List")),
}
LOOKS_AGAIN = "30s"
"""How soon one sees what a colleague did."""


def page() -> None:
    signed_in(Permission.REVISIT_READ)
    find()
    open_asked()


@st.fragment
def find() -> None:
    actor = signed_in(Permission.REVISIT_READ)
    with st.container(horizontal=True, vertical_alignment="center", key="revisits-title"):
        st.title(_("Revisits"), anchor=False, width="content")
        if actor.may(Permission.REVISIT_WORK):
            links.link_to("revisits/next.py", _("Next revisit"), icon=":material/phone_forwarded:")
        if actor.may(Permission.GREETING_READ):
            links.link_to("greetings/greetings.py", _("Greetings"), icon=":material/cake:")
        st.space("stretch")
        visit_export_parts.export_button(actor)
        whose = whose_picker(actor)
        view = LIST if is_narrow() else view_picker()
    live(whose, view)


def view_picker() -> str:
    chosen = st.segmented_control(
        _("View"),
        list(VIEWS),
        default=MONTH,
        format_func=lambda view: f"{VIEWS[view][0]} {_(VIEWS[view][1])}",
        key="revisits_view",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
        on_change=visit_address.list_all_days,
    )
    return chosen or MONTH


@st.fragment(run_every=LOOKS_AGAIN)
def live(whose: Whose, view: str) -> None:
    """Looks again by itself; the drawer stands outside, and loses nothing that was typed."""
    actor = signed_in(Permission.REVISIT_READ)
    visit_calendar.answer(asked(KEY))
    if view == LIST or visit_address.day():
        visit_calendar.listen()
        agenda(whose)
    else:
        visit_calendar.draw(actor, whose, view)


def open_asked() -> None:
    if visit_id := visit_address.shown():
        visit_drawer(visit_id)


page()
