"""Whom one is about to visit: why now, how to reach them, what to say, what was said before."""

from collections.abc import Iterator

import streamlit as st

from auth.permissions import Permission
from care import customers
from care.customers import Person, Profile
from care.revisits import Visit
from core import clock
from core.i18n import _, ngettext
from db.models import VisitCause
from ui import formats, labels, links, profile_parts, revisit_labels, story_parts
from ui.actions import ask
from ui.complaint_labels import word
from ui.customer_parts import CALLED
from ui.safe import esc

_CALLABLE = 3
"""So many numbers stand beside each other; the file has them all."""


def who(file: Profile, visit: Visit) -> None:
    """Name, why now, how late, and a number to tap."""
    with st.container(border=True, gap="small", key="visit-who"):
        links.link_to("customers/profile.py", f"**{esc(file.name)}**", icon=":material/person:", customer=str(file.id))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _signs(file, visit)
        st.caption(" · ".join(_why(visit)))
        _call(file)
        for label, text in ((_("Needs"), visit.needs), (_("Preferences"), visit.preferences)):
            if text:
                st.markdown(f":small[:gray[{label}]]  \n{esc(text)}")


def _signs(file: Profile, visit: Visit) -> None:
    st.badge(labels.tier(file.tier), color="primary" if file.tier.value == "A" else "gray")
    st.badge(_(labels.KINDS[visit.kind]), color="gray")
    late = revisit_labels.due_words(visit.planned_on)
    st.badge(late, icon=":material/event:", color="orange" if visit.planned_on < clock.today() else "primary")
    if visit.open_complaints:
        running = ngettext("{n} open complaint", "{n} open complaints", visit.open_complaints)
        st.badge(running.format(n=visit.open_complaints), icon=":material/report:", color="red")
    if visit.attempts:
        tried = _("Tried {n} of {most} times").format(n=visit.attempts, most=visit.most_attempts)
        st.badge(tried, icon=":material/phone_missed:", color="orange")


def _why(visit: Visit) -> Iterator[str]:
    yield revisit_labels.cause(visit.cause)
    if visit.cause is VisitCause.ORDER and visit.order_number:
        yield _("Order {number}").format(number=esc(visit.order_number))
    if visit.complaint is not None:
        id_, number = visit.complaint
        yield _("asks about [{number}]({address})").format(number=esc(number), address=f"/complaint?complaint={id_}")
    yield _("in time until {day}").format(day=formats.day(visit.latest_on))
    if visit.assignee:
        yield _("In charge: {name}").format(name=esc(visit.assignee))
    if visit.moved_for:
        yield _("moved: {reason}").format(reason=esc(visit.moved_for))


def _call(file: Profile) -> None:
    """Masked until somebody asks; asking is written in the log, and then a tap calls."""
    revealed = profile_parts.revealed_ways(file.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="visit-call"):
        if revealed is None:
            _masked(file)
            return
        numbers = [(person, reach.value) for person in file.contacts for reach in revealed.get(person.id, ())
                   if reach.type in CALLED]  # fmt: skip
        for person, number in numbers[:_CALLABLE]:
            dialled = "".join(sign for sign in number.split(";")[0] if sign.isdigit() or sign == "+")
            label = f"{_named(person)} {esc(formats.phone(number))}"
            st.link_button(label, f"tel:{dialled}", icon=":material/call:", type="primary")
        if not numbers:
            st.caption(_("There is no phone number in the file."))


def _masked(file: Profile) -> None:
    shown = [f"{_named(person)} {esc(way.shown)}" for person in file.contacts for way in person.ways
             if way.type in CALLED]  # fmt: skip
    st.caption(" · ".join(shown[:_CALLABLE]) or _("There is no phone number in the file."), width="content")
    if shown and Permission.CUSTOMER_REVEAL in file.may:
        st.button(
            _("Call"),
            key="visit_reveal",
            icon=":material/call:",
            help=_("Shows the number in full; that is written in the log."),
            on_click=profile_parts.reveal,
            args=(file.id,),
        )


def _named(person: Person) -> str:
    return esc(" ".join(filter(None, [person.name, person.title])))


def script(visit: Visit) -> None:
    with st.expander(_("What to say"), expanded=True, icon=":material/speaker_notes:", key="visit-script"):
        st.markdown("  \n".join(esc(line) for line in visit.script.splitlines()))


def before(file: Profile, visit: Visit) -> None:
    """The last talks, and the whole story for whoever wants it."""
    st.subheader(_("Said before"), anchor=False)
    for talk in visit.talks:
        how = " · ".join(filter(None, [formats.near(talk.at), word(talk.medium), word(talk.outcome), esc(talk.by)]))
        st.markdown(f"{esc(talk.summary) or formats.NOTHING}  \n:small[:gray[{how}]]")
    if not visit.talks:
        st.caption(_("No contact has been logged yet."))
    told = st.expander(_("Story"), key=f"visit_story_{file.id}", on_change="rerun", icon=":material/history:")
    if told.open:
        with told:
            key = f"visit_pages_{file.id}"
            story_parts.story(ask(customers.timeline, file.id, pages=story_parts.pages_shown(key)), key)
