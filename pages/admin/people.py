"""For owner and administrators: who works here, in which role and team, who comes in and who leaves."""

import streamlit as st

from auth import accounts
from auth.accounts import PAGE, TeamRow
from auth.actor import Actor
from auth.permissions import Permission
from core.i18n import _, ngettext
from ui import one_time_links
from ui.actions import ask
from ui.address import open_one, opened
from ui.current import signed_in
from ui.people_parts import closed, filters, invite_form, people_table
from ui.person_parts import person_drawer
from ui.safe import esc
from ui.team_parts import team_list


def page() -> None:
    actor = signed_in(Permission.PEOPLE_MANAGE)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("People"), width="content")
        st.space("stretch")
        st.button(_("Invite"), key="invite-new", type="primary", icon=":material/person_add:",
                  on_click=open_one, args=("new", 1))  # fmt: skip
    teams = ask(accounts.teams)
    people, groups = st.tabs([_("People"), _("Teams")])
    with people:
        show_people(teams)
    with groups:
        team_list(teams)
    if opened("new"):
        invite(actor, teams)
    elif person_id := opened("person"):
        drawer(actor, person_id, teams)


def show_people(teams: list[TeamRow]) -> None:
    search, role, team_id, status = filters(teams)
    counting = st.container()
    pages = st.container()
    number = 1
    found = ask(accounts.people, search=search, role=role, team_id=team_id, status=status)
    if found.total > PAGE:
        with pages:
            number = st.pagination(-(-found.total // PAGE), key=f"people-page-{search}-{role}-{team_id}-{status}")
        found = ask(accounts.people, search=search, role=role, team_id=team_id, status=status, page=number)
    counting.caption(ngettext("{n} person", "{n} people", found.total).format(n=found.total))
    if found.rows:
        people_table(found.rows)
    else:
        st.info(_("Nobody matches these filters."), icon=":material/person_search:")


def invite(actor: Actor, teams: list[TeamRow]) -> None:
    @st.dialog(_("Invite a colleague"), on_dismiss=lambda: closed("new"))
    def dialog() -> None:
        if one_time_links.is_kept():
            one_time_links.show_kept()
            st.button(_("Invite another"), key="invite-another", on_click=one_time_links.forget)
        else:
            invite_form(actor, teams)

    dialog()


def drawer(actor: Actor, person_id: int, teams: list[TeamRow]) -> None:
    person = ask(accounts.person, person_id)

    @st.dialog(esc(person.name), width="medium", on_dismiss=lambda: closed("person"))
    def dialog() -> None:
        person_drawer(actor, ask(accounts.person, person_id), teams)

    dialog()


page()
