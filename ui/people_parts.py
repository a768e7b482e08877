"""The people screen's parts: the list and the form that invites."""

from collections.abc import Sequence

import streamlit as st

from auth import accounts
from auth.accounts import PersonRow, TeamRow
from auth.actor import Actor
from core.i18n import _
from db.models import Role, UserStatus
from ui import actions, address, current, formats, labels, one_time_links
from ui.menu import screen
from ui.password_parts import beside
from ui.table_parts import Cell, Column, ListRow, linked_list

NO_TEAM = 0


def people_table(rows: Sequence[PersonRow]) -> None:
    """A line opens the person's drawer."""
    columns = [
        Column(_("Name")),
        Column(_("User name"), "desk"),
        Column(_("Role")),
        Column(_("Team")),
        Column(_("Status")),
        Column(_("Last seen"), "desk"),
    ]
    if person_id := linked_list(columns, [_line(row) for row in rows], key="people-list"):
        address.open_one("person", person_id)


def _line(row: PersonRow) -> ListRow:
    return ListRow(
        row.id,
        f"/{screen('admin/people.py').address}?person={row.id}",
        (
            Cell(row.name),
            Cell(row.username),
            Cell(labels.role(row.role)),
            Cell(row.team or formats.NOTHING),
            Cell(labels.user_status(row.status)),
            Cell(formats.moment(row.last_seen_at)),
        ),
    )


def closed(name: str) -> None:
    """The drawer was closed: nothing of it stays."""
    address.close(name)
    one_time_links.forget()
    actions.settle()
    current.forget("confirm-deactivation")


def role_select(actor: Actor, *, key: str, chosen: Role = Role.SALES) -> Role:
    """The roles that this actor may give."""
    roles = [role for role in Role if accounts.may_grant(actor.role, role)]
    return st.selectbox(_("Role"), roles, index=roles.index(chosen), format_func=labels.role, key=key, filter_mode=None)


def team_select(teams: Sequence[TeamRow], *, key: str, chosen: int | None = None) -> int | None:
    names = {NO_TEAM: _("No team")} | {team.id: team.name for team in teams}
    ids = list(names)
    picked = st.selectbox(
        _("Team"),
        ids,
        index=ids.index(chosen) if chosen in names else 0,
        format_func=lambda id_: names.get(id_, ""),
        key=key,
        filter_mode=None,
    )
    return picked or None


def invite_form(actor: Actor, teams: Sequence[TeamRow]) -> None:
    with st.form("invite", border=False):
        name = st.text_input(_("Name"), key="invite-name", max_chars=60)
        beside("name")
        username = st.text_input(
            _("User name"), key="invite-username", max_chars=60, help=_("What they sign in with, such as zhangwei.")
        )
        beside("username")
        role = role_select(actor, key="invite-role")
        team_id = team_select(teams, key="invite-team")
        sent = st.form_submit_button(_("Make the invitation"), type="primary", on_click=actions.settle)
    if sent:
        token = actions.perform(accounts.invite, name=name, username=username, role=role, team_id=team_id)
        if token:
            one_time_links.keep("invite", token, name)
            current.forget("invite-name", "invite-username")
        st.rerun()


def filters(teams: Sequence[TeamRow]) -> tuple[str, Role | None, int | None, UserStatus | None]:
    with st.container(horizontal=True, key="people-filters"):
        search = st.text_input(
            _("Search"), key="people-search", placeholder=_("Name or user name"), label_visibility="collapsed",
            icon=":material/search:", width=260, persist_state="session",
        )  # fmt: skip
        role = st.selectbox(
            _("Role"), list(Role), index=None, format_func=labels.role, placeholder=_("All roles"),
            key="people-role", label_visibility="collapsed", width=150, persist_state="session", filter_mode=None,
        )  # fmt: skip
        names = {team.id: team.name for team in teams}
        team_id = st.selectbox(
            _("Team"), list(names), index=None, format_func=lambda id_: names.get(id_, ""), placeholder=_("All teams"),
            key="people-team", label_visibility="collapsed", width=150, persist_state="session", filter_mode=None,
        )  # fmt: skip
        status = st.selectbox(
            _("Status"), list(UserStatus), index=None, format_func=labels.user_status, placeholder=_("Any status"),
            key="people-status", label_visibility="collapsed", width=150, persist_state="session", filter_mode=None,
        )  # fmt: skip
    return search, role, team_id, status
