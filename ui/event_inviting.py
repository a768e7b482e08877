"""Inviting to an event: one customer, or many by filter, counted first; and who comes without an invitation."""

import streamlit as st

from care import customers, events
from care.events import Choice, EventFile, InviteCount
from core.i18n import _, ngettext
from db.models import Tier
from ui import current, customer_search, formats, labels
from ui.actions import ask, perform
from ui.dialog_parts import told
from ui.people_apart import told_apart
from ui.safe import esc


def invite_one(file: EventFile) -> None:
    with st.popover(_("Invite a customer"), icon=":material/person_add:", key="invite-one"):
        customer_search.search(
            f"invite-search-{_turn()}", pick=lambda id_: _invite(file.line.id, id_), nobody=_("Nobody fits.")
        )


def walk_in(file: EventFile) -> None:
    with st.popover(_("Came without an invitation"), icon=":material/directions_walk:", key="walk-in"):
        customer_search.search(
            f"walk-in-search-{_turn()}", pick=lambda id_: _walk_in(file.line.id, id_), nobody=_("Nobody fits.")
        )


def invite_many(file: EventFile) -> None:
    with st.expander(_("Invite many"), icon=":material/group_add:", key="invite-many", on_change="rerun") as fold:
        if not fold.open:
            return
        choice = _choose()
        counted = ask(events.invite_count, file.line.id, choice=choice)
        _say(counted)
        st.button(
            ngettext("Invite {n} customer", "Invite {n} customers", counted.new).format(n=formats.number(counted.new)),
            key="invite-many-do", type="primary", icon=":material/group_add:",
            disabled=not 0 < counted.new <= events.AT_ONCE, on_click=_invite_many, args=(file.line.id, choice),
        )  # fmt: skip
        told("choice")


def _choose() -> Choice:
    colleagues = told_apart({one.id: one.name for one in ask(customers.colleagues)})
    with st.container(horizontal=True, key="invite-choices"):
        tiers = st.multiselect(_("Tier"), list(Tier), format_func=labels.tier, key="invite-tiers", placeholder=_("All"))
        regions = st.multiselect(_("Region"), ask(customers.regions), format_func=esc, key="invite-regions",
                                 placeholder=_("All"))  # fmt: skip
        tags = st.multiselect(_("Tag"), ask(customers.tag_names), format_func=esc, key="invite-tags",
                              placeholder=_("All"))  # fmt: skip
        owners = st.multiselect(
            _("In charge"), list(colleagues), format_func=colleagues.__getitem__, key="invite-owners",
            placeholder=_("All"),
        )  # fmt: skip
    return Choice(tuple(tiers), tuple(regions), tuple(tags), tuple(owners))


def _say(counted: InviteCount) -> None:
    """What will happen, in the order in which they fall away."""
    told_of = [
        _("{n} chosen").format(n=formats.number(counted.chosen)),
        _("{n} agreed to care or marketing").format(n=formats.number(counted.agreed)),
        _("{n} on the list already").format(n=formats.number(counted.on_list)),
    ]
    st.caption(" · ".join(told_of))
    if counted.new > events.AT_ONCE:
        st.warning(_("These are more than {n} customers: please choose fewer.").format(n=events.AT_ONCE))
    elif counted.too_many and counted.room is not None:
        st.warning(
            _("{room} seats are free: {n} of them would find none if all came.").format(
                room=formats.number(max(counted.room, 0)), n=formats.number(counted.too_many)
            ),
            icon=":material/airline_seat_recline_extra:",
        )


def _invite(event_id: int, customer_id: int) -> None:
    done = perform(events.invite, event_id, customer_id=customer_id)
    if done is not None:
        _next_turn()
        current.flash(_("Invited.") if done.new else _("On the list already."))


def _invite_many(event_id: int, choice: Choice) -> None:
    done = perform(events.invite_many, event_id, choice=choice)
    if done is not None:
        words = ngettext("{n} customer is invited.", "{n} customers are invited.", done.new)
        current.flash(words.format(n=formats.number(done.new)))


def _walk_in(event_id: int, customer_id: int) -> None:
    if perform(events.walk_in, event_id, customer_id=customer_id) is not None:
        _next_turn()
        current.flash(_("Noted."))


def _turn() -> int:
    return int(current.remembered("invite_turn", 0))


def _next_turn() -> None:
    current.remember("invite_turn", _turn() + 1)
