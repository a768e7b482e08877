"""Lines of a day: who, what, until when; each opens the customer's file."""

from collections.abc import Sequence

import streamlit as st

from care.today import Day, Item, Kind, Lane
from core import clock
from core.i18n import N_, _, ngettext
from ui import formats, links
from ui.safe import esc

_ICONS = {
    Kind.VERIFY: ":material/fact_check:",
    Kind.BIRTHDAY: ":material/cake:",
    Kind.LAPSE: ":material/hourglass_bottom:",
    Kind.ASSIGNED: ":material/person_add:",
    Kind.BOUGHT: ":material/shopping_bag:",
    Kind.CONSENT: ":material/handshake:",
    Kind.NEXT_STEP: ":material/call:",
}
_DEEDS = {
    Kind.VERIFY: N_("verify the file"),
    Kind.BIRTHDAY: N_("send a birthday greeting"),
    Kind.LAPSE: N_("about to be lost"),
    Kind.ASSIGNED: N_("say hello"),
    Kind.BOUGHT: N_("ask how it went"),
    Kind.CONSENT: N_("ask for consent"),
    Kind.NEXT_STEP: N_("get in touch"),
}


def urgent(day: Day) -> None:
    """Overdue, today, the next seven days."""
    lanes = (
        (_("Overdue"), ":material/error:", day.overdue),
        (_("Today"), ":material/today:", day.today),
        (_("Next 7 days"), ":material/date_range:", day.coming),
    )
    for place, (title, icon, lane) in zip(st.columns(3), lanes, strict=True):
        with place:
            _lane(title, icon, lane, nothing=_("Nothing here."))


def without_deadline(day: Day) -> None:
    lanes = (
        (_("New to you"), ":material/person_add:", day.assigned, _("Nobody came to you this week.")),
        (_("Bought lately"), ":material/shopping_bag:", day.bought, _("No order in the last 7 days.")),
        (_("Without consent"), ":material/handshake:", day.unconsented, _("Everybody has said whether they agree.")),
    )
    for place, (title, icon, lane, nothing) in zip(st.columns(3), lanes, strict=True):
        with place:
            _lane(title, icon, lane, nothing=nothing)


def _lane(title: str, icon: str, lane: Lane, *, nothing: str) -> None:
    with st.container(border=True, gap="xsmall", height="stretch"):
        title = f"{title} · {formats.number(lane.total)}" if lane.total else title
        st.markdown(f"{icon} **{esc(title)}**")
        for item in lane.items:
            _line(item)
        if lane.hidden:
            more = ngettext("and {n} more", "and {n} more", lane.hidden).format(n=formats.number(lane.hidden))
            links.link_to("customers/directory.py", more, icon=":material/more_horiz:")
        if not lane.total:
            st.caption(esc(nothing))


def _line(item: Item) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        links.link_to("customers/profile.py", esc(item.name), icon=_ICONS[item.kind], customer=str(item.customer_id))
        st.caption(esc(" · ".join(_words(item))))


def _words(item: Item) -> Sequence[str]:
    deed = item.words or _(_DEEDS[item.kind])
    if item.kind is Kind.BIRTHDAY and not item.may_write:
        deed = _("birthday, no consent")
    return deed, _when(item)


def _when(item: Item) -> str:
    """In days, as one says it."""
    if item.day is None:
        return _("no order yet")
    days = (item.day - clock.today()).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    if item.kind in (Kind.VERIFY, Kind.NEXT_STEP):
        return ngettext("{n} day overdue", "{n} days overdue", -days).format(n=-days)
    if item.kind is Kind.CONSENT:
        return ngettext("last order {n} day ago", "last order {n} days ago", -days).format(n=-days)
    return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
