"""How things stand with a customer, and the drawer in which a contact is written down. By `?do=talk`."""

from collections.abc import Iterator
from itertools import islice

import streamlit as st

from auth.permissions import Permission
from care import interactions
from care.customers import Profile
from care.interactions import Standing
from core import clock
from core.i18n import _
from ui import formats
from ui.actions import ask
from ui.complaint_labels import word
from ui.customer_parts import CALLED
from ui.dialog_parts import close_dialog
from ui.profile_dialogs import begin
from ui.safe import esc
from ui.story_parts import next_step_words
from ui.talk_form import with_customer

DO = "talk"


def standing(file: Profile) -> None:
    """The last contact, and what was said to come next."""
    last = ask(interactions.last_contact, file.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="customer-standing"):
        if last is None:
            st.caption(_("No contact has been logged yet."), width="content")
            return
        st.caption(_last_words(last), width="content")
        _step(last)


def _last_words(last: Standing) -> str:
    words = [formats.near(last.at), word(last.medium), word(last.outcome), esc(last.by)]
    return _("Last contact: {words}").format(words=" · ".join(filter(None, words)))


def _step(last: Standing) -> None:
    words = next_step_words(last.next_step, last.next_on)
    if not words:
        return
    if last.next_on is not None and last.next_on < clock.today():
        overdue = _("{step} (overdue)").format(step=words)
        st.badge(overdue, icon=":material/warning:", color="orange")
    else:
        st.badge(words, icon=":material/event:", color="primary")


def button() -> None:
    label = _("Log a contact")
    st.button(label, key="do_talk", icon=":material/call:", type="primary", on_click=begin, args=(DO,))


def drawer_if_asked(file: Profile) -> None:
    if st.query_params.get("do") != DO or Permission.CUSTOMER_EDIT not in file.may:
        return
    sheet = st.dialog(_("Log a contact"), width="medium", position="right", on_dismiss=close_dialog)(_sheet)
    sheet(file)


def _sheet(file: Profile) -> None:
    if "do" not in st.query_params:
        st.rerun()
    with st.container(key="talk-drawer", gap="small"):
        who(file)
        saved = with_customer(file.id)
    if saved:
        close_dialog()
        st.rerun()


def who(file: Profile) -> None:
    """Whom one talks with, and what this contact is expected to settle."""
    st.markdown(f":material/person: **{esc(file.name)}** {esc(' '.join(islice(_phones(file), 1)))}")
    last = ask(interactions.last_contact, file.id)
    if last and (words := next_step_words(last.next_step, last.next_on)):
        st.caption(_("{step}. What is saved now takes its place.").format(step=words))


def _phones(file: Profile) -> Iterator[str]:
    return (way.shown for person in file.contacts for way in person.ways if way.type in CALLED)
