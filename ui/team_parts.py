"""Teams: made and renamed in place."""

from collections.abc import Sequence

import streamlit as st

from auth import accounts
from auth.accounts import TeamRow
from core.i18n import _, ngettext
from ui import actions, current
from ui.password_parts import beside
from ui.safe import esc


def team_list(teams: Sequence[TeamRow]) -> None:
    if not teams:
        st.info(_("There are no teams yet. A manager sees the customers of their own team."), icon=":material/groups:")
    for team in teams:
        _one(team)
    with st.form("new-team"), st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("New team"), key="team-new", max_chars=60, width=260)
        sent = st.form_submit_button(_("Add team"))
    beside("name")
    if sent:
        if actions.perform(accounts.create_team, name=name):
            current.forget("team-new")
        st.rerun()


def _one(team: TeamRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"team-row-{team.id}"):
        st.markdown(esc(team.name), width="content")
        st.caption(ngettext("{n} person", "{n} people", team.people).format(n=team.people), width="content")
        st.space("stretch")
        with st.popover(_("Rename"), type="tertiary"):
            name = st.text_input(_("Name"), value=team.name, key=f"team-name-{team.id}", max_chars=60)
            if st.button(_("Save"), key=f"team-save-{team.id}"):
                actions.perform(accounts.rename_team, team.id, name=name)
                st.rerun()
