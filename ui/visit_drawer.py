"""One visit beside the calendar: whom, when, how to get there and reach them, and the ways on."""

import streamlit as st

from auth.permissions import Permission
from care import customers, revisits
from care.revisits import VisitSheet
from core.i18n import _
from db.models import ChannelType
from ui import current, formats, labels, links, revisit_labels, visit_address, visit_labels
from ui.actions import ask
from ui.profile_parts import reveal, revealed_ways
from ui.safe import esc
from ui.visit_agenda import way, work_link
from ui.visit_reasons import move_form, skip_form

_TO_CALL = (ChannelType.MOBILE, ChannelType.LANDLINE)


def visit_drawer(visit_id: int) -> None:
    """What `?revisit=7` opens; `&move=` and `&skip=` open its forms at once."""
    sheet = ask(revisits.visit_sheet, visit_id)
    title = esc(sheet.name)
    st.dialog(title, width="medium", position="right", on_dismiss=visit_address.close)(_sheet)(visit_id)


def _sheet(visit_id: int) -> None:
    if not visit_address.is_open():
        st.rerun()
    with st.container(key="visit-drawer", gap="small"):
        sheet = ask(revisits.visit_sheet, visit_id)
        _heading(sheet)
        if sheet.may_work and visit_address.asks("move"):
            move_form(sheet)
        elif sheet.may_work and visit_address.asks("skip"):
            skip_form(sheet)
        else:
            _ways_on(sheet)
            _reach(sheet)
            _story(sheet)
    if not visit_address.is_open():
        st.rerun()


def _heading(sheet: VisitSheet) -> None:
    about = [labels.tier(sheet.tier), revisit_labels.cause(sheet.cause), esc(sheet.assignee)]
    st.markdown(f"{visit_labels.marked(sheet.face, sheet.planned_on)}  \n:gray[{' · '.join(filter(None, about))}]")
    if not sheet.is_open:
        done = formats.weekday(sheet.done_on) if sheet.done_on else ""
        st.markdown(esc(" · ".join(filter(None, [done, sheet.said]))))
        return
    days = _("Planned for {planned}, due on {due}, in time until {latest}.").format(
        planned=formats.weekday(sheet.planned_on), due=formats.weekday(sheet.due_on),
        latest=formats.weekday(sheet.latest_on),
    )  # fmt: skip
    st.markdown(esc(days))
    if sheet.is_late:
        st.caption(_(":orange[◔] On this day it no longer counts as in time."))


def _ways_on(sheet: VisitSheet) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="visit-ways"):
        if sheet.may_work:
            work_link(sheet.id)
            st.button(_("Another day"), key="visit-move", icon=":material/event_repeat:",
                      on_click=visit_address.begin, args=("move",))  # fmt: skip
            st.button(_("Leave it out"), key="visit-skip", icon=":material/event_busy:", type="tertiary",
                      on_click=visit_address.begin, args=("skip",))  # fmt: skip
        links.link_to("customers/profile.py", _("Open the file"), icon=":material/person:",
                      customer=str(sheet.customer_id))  # fmt: skip


def _reach(sheet: VisitSheet) -> None:
    """Numbers are shown when somebody asks for them, which is written down as everywhere."""
    if place := way(sheet.address):
        st.markdown(f":material/location_on: {place}")
    ways = revealed_ways(sheet.customer_id)
    if ways is None:
        if current.actor().may(Permission.CUSTOMER_REVEAL):
            st.button(_("Show the number to call"), key="visit-reveal", icon=":material/call:",
                      on_click=reveal, args=(sheet.customer_id,))  # fmt: skip
        return
    numbers = [reach for reaches in ways.values() for reach in reaches if reach.type in _TO_CALL]
    if not numbers:
        st.caption(_("No number is known."))
    with st.container(horizontal=True, gap="small", key="visit-numbers"):
        for reach in numbers[:4]:
            st.link_button(esc(formats.phone(reach.value)), _dialled(reach), icon=":material/call:")


def _dialled(reach: customers.Reach) -> str:
    """RFC 3966: an extension is dialled after the number."""
    return f"tel:{reach.value}"


def _story(sheet: VisitSheet) -> None:
    if not sheet.moves:
        return
    st.caption(_("Moved before"))
    for moved in sheet.moves:
        who = moved.by or _("by rule")
        said = _("{before} → {after}").format(before=formats.weekday(moved.before), after=formats.weekday(moved.after))
        below = [formats.moment(moved.at), who, visit_labels.move_kind(moved.kind), moved.reason]
        st.markdown(f"{esc(said)}  \n:small[:gray[{esc(' · '.join(filter(None, below)))}]]")
