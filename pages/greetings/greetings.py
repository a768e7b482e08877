"""For whoever looks after customers: whom to greet, in the order of the days; written and marked in place."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care import greetings
from core.i18n import N_, _
from ui import greeting_batch, greeting_drawer, greeting_parts, links
from ui.actions import ask
from ui.current import signed_in

MINE, ALL = "mine", "all"
WHOSE = {MINE: N_("My customers"), ALL: N_("All in my reach")}
WAYS = (
    ("greetings/many.py", N_("Choose customers"), ":material/group_add:", Permission.GREETING_SEND),
    ("greetings/gifts.py", N_("Gifts"), ":material/redeem:", Permission.GREETING_READ),
    ("events/events.py", N_("Events"), ":material/event:", Permission.EVENT_READ),
    ("greetings/templates.py", N_("Words and days"), ":material/edit_note:", Permission.GREETING_READ),
)


def page() -> None:
    actor = signed_in(Permission.GREETING_READ)
    with st.container(horizontal=True, vertical_alignment="center", key="greetings-title"):
        st.title(_("Greetings"), anchor=False, width="content")
        st.space("stretch")
        ways(actor)
    greeting_parts.offer_undo()
    greeting_batch.tell_outcome()
    with st.container(horizontal=True, vertical_alignment="center", key="greetings-tools"):
        only_own = whose(actor)
        occasion, about = greeting_parts.choose_filter()
    found = ask(greetings.calendar, only_own=only_own, occasion=occasion, about=about)

    if found.is_empty:
        nothing(is_filtered=only_own or occasion is not None)
    else:
        greeting_batch.offer(actor, found, only_own=only_own, chosen=(occasion, about))
        greeting_parts.lanes(found)
    greeting_drawer.drawer_if_opened()


def ways(actor: Actor) -> None:
    for file, words, icon, permission in WAYS:
        if actor.may(permission):
            links.link_to(file, _(words), icon=icon)


def whose(actor: Actor) -> bool:
    """Whether only one's own; who sees no others is not asked."""
    if actor.scope(Permission.GREETING_READ) is Scope.OWN:
        return False
    chosen = st.segmented_control(
        _("Whose"), list(WHOSE), default=ALL, required=True, format_func=lambda code: _(WHOSE[code]),
        label_visibility="collapsed", key="greetings_whose", persist_state="session",
    )  # fmt: skip
    return chosen == MINE


def nothing(*, is_filtered: bool) -> None:
    if is_filtered:
        st.info(_("Nothing of this kind in the coming 30 days."), icon=":material/filter_list_off:")
        return
    st.info(
        _(
            "Nobody is to be greeted in the coming 30 days. Birthdays of customers who agreed to greetings come here "
            "by themselves every night."
        ),
        icon=":material/cake:",
    )
    links.link_to("customers/directory.py", _("Add birthdays and consents"), icon=":material/group:")


page()
