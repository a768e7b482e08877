"""For whoever invites or stands at the door: who is invited, who came, who was spoken with afterwards."""

import streamlit as st

from auth.permissions import Permission
from care import events
from care.events import EventFile
from core.errors import NotFound
from core.i18n import _
from db.models import EventState
from ui import current, event_export_parts, event_forms, event_guests, event_inviting, event_parts, links
from ui.actions import ask, perform
from ui.address import opened
from ui.current import signed_in
from ui.safe import esc


def page() -> None:
    actor = signed_in(Permission.EVENT_READ)
    event_id = opened("event")
    if event_id is None:
        raise NotFound
    file = ask(events.event, event_id, page=event_guests.page_of(event_id))
    with st.container(horizontal=True, vertical_alignment="center", key="event-title"):
        st.title(esc(file.line.name), anchor=False, width="content")
        st.space("stretch")
        links.link_to("events/events.py", _("Customer events"), icon=":material/event:")
        event_export_parts.export_button(actor, event_id)
    event_parts.head(file)
    deeds(file)
    if file.may_invite and file.line.state is EventState.PLANNED:
        event_inviting.invite_many(file)
    st.subheader(_("Guests"), anchor=False)
    event_guests.guests(file)
    if file.may_plan:
        event_forms.dialog_if_asked(file)
    event_guests.talk_if_asked(file)


def deeds(file: EventFile) -> None:
    state = file.line.state
    if state is EventState.CANCELLED:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="event-deeds"):
        if file.may_invite and state is EventState.PLANNED:
            event_inviting.invite_one(file)
        if file.may_invite and file.has_begun:
            event_inviting.walk_in(file)
        if file.may_plan:
            plan_deeds(file)


def plan_deeds(file: EventFile) -> None:
    if file.line.state is EventState.PLANNED:
        if file.has_begun:
            st.button(_("It was held"), key="event-held", icon=":material/check:", type="primary", on_click=held,
                      args=(file.line.id,))  # fmt: skip
        st.button(_("Call the event off"), key="event-call-off", icon=":material/event_busy:",
                  on_click=event_forms.begin, args=("cancel",))  # fmt: skip
    st.button(
        _("Change the event"), key="event-change", icon=":material/edit:", on_click=event_forms.begin, args=("change",)
    )


def held(event_id: int) -> None:
    if perform(events.mark_held, event_id) is not None:
        current.flash(_("Noted. Whoever looks after those who came is asked to call them within three working days."))


page()
