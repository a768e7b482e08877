"""Events in the file of a customer."""

import streamlit as st

from auth.permissions import Permission
from care import events
from core.i18n import _
from ui import current, event_labels, formats, links
from ui.actions import ask
from ui.safe import esc

_SHOWN = 3


def section(customer_id: int) -> None:
    """The latest; nothing where they were invited to none."""
    if not current.actor().may(Permission.EVENT_READ):
        return
    found = ask(events.events_of, customer_id)
    if not found:
        return
    st.subheader(_("Events"), anchor=False)
    with st.container(gap="xxsmall", key="customer-events"):
        for line in found[:_SHOWN]:
            words = " · ".join([line.name, formats.local_day(line.starts_at), event_labels.word(line.state)])
            links.link_to("events/event.py", esc(words), icon=event_labels.ICONS[line.kind], event=str(line.event_id))
