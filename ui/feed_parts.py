"""One's calendar in Outlook, Apple or Google: the secret address, shown once, and how to subscribe to it."""

import streamlit as st

from care import feeds, surveys
from care.feeds import FeedStanding
from core.i18n import N_, _
from ui import current, formats, one_time_links
from ui.actions import ask, perform
from ui.safe import esc

_FRESH = "fresh-feed"
_HOW = {
    "Apple": N_("iPhone or Mac: tap “Subscribe” above, or point the camera at the code and confirm.\n"
                "By hand: Settings, Calendar, Accounts, Add, Other, Add subscribed calendar, and paste the link."),
    "Outlook": N_("Outlook: Calendar, Add calendar, Subscribe from web, and paste the link.\n"
                  "It looks again every few hours."),
    "Google": N_("Google Calendar on a computer: Other calendars, +, From URL, and paste the link.\n"
                 "It looks again about twice a day; the server must be reachable from outside."),
}  # fmt: skip


def own_feed() -> None:
    st.subheader(_("Calendar on your phone"))
    found = ask(feeds.standing)
    fresh = current.remembered(_FRESH)
    if found and fresh:
        _fresh(one_time_links.address_of(feeds.path_of(fresh)))
    elif found is None:
        st.markdown(_("Your revisits and tasks in Outlook, Apple or Google, from a month ago to half a year ahead."))
    if found:
        st.caption(last_fetched(found))
    with st.container(horizontal=True, gap="small"):
        label = _("Make a new link") if found else _("Make a link")
        st.button(label, key="feed-make", icon=":material/calendar_add_on:", on_click=_make,
                  help=_("The older link stops working.") if found else None)  # fmt: skip
        if found:
            st.button(_("Switch it off"), key="feed-revoke", icon=":material/link_off:", type="tertiary",
                      on_click=_revoke)  # fmt: skip


def last_fetched(found: FeedStanding) -> str:
    """What programmes call themselves is told by them, and shown as text."""
    if found.fetched_at is None:
        made = formats.moment(found.made_at)
        return esc(_("Made {moment}; no calendar has fetched it yet.").format(moment=made))
    fetched = _("Last fetched {moment} by {programme}.")
    return esc(fetched.format(moment=formats.moment(found.fetched_at), programme=found.fetched_by[:60] or "?"))


def feed_of(user_id: int) -> None:
    """For who manages people: whether a colleague's calendar is fetched from outside, and ending that."""
    if (found := ask(feeds.standing, user_id=user_id)) is None:
        return
    st.markdown(_("**Calendar outside**"))
    st.caption(last_fetched(found))
    if st.button(_("Switch it off"), key="feed-revoke-of", icon=":material/link_off:"):
        if perform(feeds.revoke_feed, user_id=user_id) is not None:
            current.flash(_("The link no longer works."))
        st.rerun()


def _fresh(address: str) -> None:
    """This once: we keep only what we need to recognise it."""
    subscribe = "webcal://" + address.partition("://")[2]
    st.success(_("Copy the link now: it is shown this once. Whoever has it can read your calendar."),
               icon=":material/key:")  # fmt: skip
    st.code(address, language=None, wrap_lines=True)
    with st.container(horizontal=True, gap="small", vertical_alignment="top"):
        st.image(surveys.qr_of(subscribe), width=150)
        with st.container(gap="small"):
            st.link_button(_("Subscribe"), subscribe, icon=":material/event_available:")
            for name, words in _HOW.items():
                with st.expander(name):
                    for line in _(words).splitlines():
                        st.markdown(esc(line))


def _make() -> None:
    if token := perform(feeds.make_feed):
        current.remember(_FRESH, token)


def _revoke() -> None:
    if perform(feeds.revoke_feed) is not None:
        current.forget(_FRESH)
        current.flash(_("The link no longer works."))
