"""One colleague in the drawer of the people screen: what may be changed, where they are signed in, how they leave."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from auth import accounts, sessions
from auth.accounts import Person, TeamRow
from auth.actor import Actor
from core.i18n import _, ngettext
from db.models import UserStatus
from ui import actions, current, formats, labels, one_time_links
from ui.browser_parts import browser_list
from ui.feed_parts import feed_of
from ui.password_parts import beside
from ui.people_parts import role_select, team_select
from ui.safe import esc

CONFIRM = "confirm-deactivation"


def person_drawer(actor: Actor, person: Person, teams: Sequence[TeamRow]) -> None:
    st.caption(
        _("{username} · {status} · last seen {moment}").format(
            username=esc(person.username),
            status=labels.user_status(person.status),
            moment=esc(formats.moment(person.last_seen_at)),
        )
    )
    one_time_links.show_kept()
    if person.id == actor.id:
        st.info(_("This is you. Somebody else changes your role or access."), icon=":material/person:")
    elif not accounts.may_manage(actor.role, person.role):
        st.info(_("Only an owner can change an owner."), icon=":material/lock:")
    else:
        _what_may_be_changed(actor, person, teams)
        feed_of(person.id)
    _signed_in_at(person, may_end=accounts.may_manage(actor.role, person.role))


def _what_may_be_changed(actor: Actor, person: Person, teams: Sequence[TeamRow]) -> None:
    with st.form(f"person-{person.id}"):
        name = st.text_input(_("Name"), value=person.name, key=f"person-name-{person.id}", max_chars=60)
        beside("name")
        role = role_select(actor, key=f"person-role-{person.id}", chosen=person.role)
        team_id = team_select(teams, key=f"person-team-{person.id}", chosen=person.team_id)
        if st.form_submit_button(_("Save"), type="primary"):
            _do(accounts.change, person.id, said=_("Saved."), name=name, role=role, team_id=team_id)
    with st.container(horizontal=True):
        _ways_in(person)
    if current.remembered(CONFIRM) == person.id:
        _confirm_deactivation(person)


def _ways_in(person: Person) -> None:
    match person.status:
        case UserStatus.INVITED:
            if st.button(_("New invitation link"), key="invite-again", icon=":material/link:"):
                _make_link("invite", accounts.invite_again, person)
        case UserStatus.ACTIVE:
            if st.button(_("Link for a new password"), key="offer-password", icon=":material/key:"):
                _make_link("reset", accounts.offer_new_password, person)
        case UserStatus.DISABLED:
            if st.button(_("Reactivate"), key="reactivate", icon=":material/undo:"):
                _do(accounts.reactivate, person.id, said=_("They can come in again."))
    if person.status is not UserStatus.DISABLED and st.button(
        _("Deactivate"), key="deactivate", icon=":material/person_off:"
    ):
        current.remember(CONFIRM, person.id)
        st.rerun()


def _confirm_deactivation(person: Person) -> None:
    """Asked once, with what it means in numbers."""
    owned = ngettext("They own {n} customer, which stays theirs until you hand it on.",
                     "They own {n} customers, which stay theirs until you hand them on.", person.customers)  # fmt: skip
    open_now = ngettext("{n} open browser is signed out at once.",
                        "{n} open browsers are signed out at once.", len(person.browsers))  # fmt: skip
    stays = owned.format(n=person.customers) if person.customers else _("They own no customers.")
    st.warning(
        " ".join([stays, open_now.format(n=len(person.browsers))]),
        icon=":material/person_off:",
    )
    with st.container(horizontal=True):
        if st.button(_("Yes, deactivate"), key="deactivate-sure", type="primary"):
            current.forget(CONFIRM)
            _do(accounts.deactivate, person.id, said=_("Deactivated. Nothing of theirs was removed."))
        if st.button(_("Cancel"), key="deactivate-not"):
            current.forget(CONFIRM)
            st.rerun()


def _signed_in_at(person: Person, *, may_end: bool) -> None:
    st.markdown(_("**Signed in at**"))
    browser_list(person.browsers)
    several = may_end and len(person.browsers) > 1
    if several and st.button(_("Sign out everywhere"), key="end-all", icon=":material/logout:"):
        _do(sessions.revoke_all_of, person.id, said=_("Signed out everywhere."))


def _make_link(purpose: str, command: Callable[..., str], person: Person) -> None:
    if token := actions.perform(command, person.id):
        one_time_links.keep(purpose, token, person.name)
        st.rerun()


def _do(command: Callable[..., Any], person_id: int, *, said: str, **details: Any) -> None:
    if actions.perform(command, person_id, **details) is not None:
        current.flash(said)
        st.rerun()
    elif actions.problems():
        st.rerun()
