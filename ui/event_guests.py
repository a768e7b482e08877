"""The list of an event: ticks at the door, answers before it, what was said afterwards. Made for a thumb."""

import streamlit as st

from care import events
from care.events import AttendeeLine, EventFile
from care.interactions import NewInteraction
from core.i18n import _, ngettext
from db.models import AttendeeState, EventState
from ui import current, event_labels, links
from ui.actions import perform
from ui.address import close, open_one, opened
from ui.safe import esc
from ui.talk_form import talk_form


def page_of(event_id: int) -> int:
    return int(current.remembered(_pager(event_id), 1))


def _pager(event_id: int) -> str:
    return f"guests_page_{event_id}"


def guests(file: EventFile) -> None:
    if file.attendees:
        with st.container(gap="small", key="event-guests"):
            for line in file.attendees:
                _guest(file, line)
    if file.seen > events.GUESTS:
        st.pagination(-(-file.seen // events.GUESTS), key=_pager(file.line.id))
    if file.hidden:
        words = ngettext("{n} more is a colleague's customer.", "{n} more are customers of colleagues.", file.hidden)
        st.caption(words.format(n=file.hidden))
    if not file.seen and not file.hidden:
        st.info(_("Nobody is invited yet."), icon=":material/group_add:")


def _guest(file: EventFile, line: AttendeeLine) -> None:
    may_work = line.may_work and file.line.state is not EventState.CANCELLED
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"guest-{line.id}"):
        if may_work and file.has_begun:
            _tick(file, line)
        else:
            st.markdown(_name(line), width="stretch")
        if may_work:
            _deeds(file, line)


def _tick(file: EventFile, line: AttendeeLine) -> None:
    came = line.state is AttendeeState.ATTENDED
    key = f"came-{line.id}-{came}"  # a tick that somebody else made is shown, not what this browser last knew
    st.checkbox(_name(line), came, key=key, on_change=_take, args=(file.line.id, line.id, key), width="stretch")


def _name(line: AttendeeLine) -> str:
    told = [line.person, line.tier.value, line.owner, line.note]
    told.append(_("without an invitation") if line.is_walk_in else "")
    told.append("" if line.still_agrees or line.is_walk_in else _("no longer agrees"))
    badge = f":{event_labels.ATTENDEE_COLORS[line.state]}-badge[{event_labels.word(line.state)}]"
    return f"**{esc(line.customer)}** {badge} :small[:gray[{esc(' · '.join(filter(None, told)))}]]"


def _deeds(file: EventFile, line: AttendeeLine) -> None:
    if line.state is AttendeeState.ATTENDED:
        if line.is_followed_up:
            st.caption(_("✓ spoken with"), width="content")
        else:
            st.button(_("Log a contact"), key=f"follow-{line.id}", icon=":material/call:", type="tertiary",
                      on_click=open_one, args=("guest", line.id))  # fmt: skip
    elif file.line.state is EventState.PLANNED:
        _answers(line)


def _answers(line: AttendeeLine) -> None:
    with st.popover(_("Answer"), type="tertiary", key=f"answer-{line.id}"):
        for state, icon in (
            (AttendeeState.ACCEPTED, ":material/check:"),
            (AttendeeState.DECLINED, ":material/close:"),
            (AttendeeState.INVITED, ":material/undo:"),
        ):
            if state is not line.state:
                st.button(
                    event_labels.word(state), key=f"answer-{line.id}-{state}", icon=icon, type="tertiary",
                    on_click=_answer, args=(line.id, state),
                )  # fmt: skip
        if line.state is AttendeeState.INVITED:
            st.button(_("Take off the list"), key=f"withdraw-guest-{line.id}", icon=":material/delete:",
                      type="tertiary", on_click=_withdraw, args=(line.id,))  # fmt: skip
        links.link_to("customers/profile.py", _("Customer"), icon=":material/person:", customer=str(line.customer_id))


def _take(event_id: int, line_id: int, key: str) -> None:
    perform(events.take_attendance, event_id, came={line_id: bool(current.remembered(key))})


def _answer(line_id: int, state: AttendeeState) -> None:
    if perform(events.answer, line_id, state=state) is not None:
        current.flash(_("Noted."))


def _withdraw(line_id: int) -> None:
    if perform(events.withdraw, line_id) is not None:
        current.flash(_("Off the list."))


def talk_if_asked(file: EventFile) -> None:
    """`?guest=`: what was said with them afterwards."""
    line = next((one for one in file.attendees if one.id == opened("guest")), None)
    if line is not None and line.may_work and not line.is_followed_up and line.state is AttendeeState.ATTENDED:
        st.dialog(_("Log a contact"), position="right", on_dismiss=_close)(_talk)(line)


def _talk(line: AttendeeLine) -> None:
    st.markdown(f"**{esc(line.customer)}**")

    def save(contact: NewInteraction, _key: str) -> object | None:
        return perform(events.follow_up, line.id, contact=contact)

    if talk_form(f"guest_{line.id}", save):
        _close()
        st.rerun()


def _close() -> None:
    close("guest")
