"""Whose visits are shown: mine, everybody's within reach, a team's or a colleague's."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care import revisits
from care.revisits import Choices, Whose
from core.i18n import _
from ui.actions import ask
from ui.address import read_id
from ui.people_apart import told_apart

_MINE, _ALL = "mine", "all"


def whose_picker(actor: Actor) -> Whose:
    """Sales start with their own, a manager with the team, who looks after the whole firm with everybody."""
    choices = ask(revisits.calendar_choices)
    words = _words(actor, choices)
    chosen = st.selectbox(
        _("Whose"),
        list(words),
        index=0,
        format_func=lambda code: words.get(code, code),
        key="revisits_whose",
        label_visibility="collapsed",
        persist_state="session",
        width=220,
    )
    return _read(actor, chosen or _MINE)


def _words(actor: Actor, choices: Choices) -> dict[str, str]:
    """In the order of what each wants to see first. Plain words: names are no markdown in a list to choose from."""
    reach = actor.scope(Permission.REVISIT_READ)
    mine = {_MINE: _("My revisits")}
    if reach is Scope.OWN:
        return mine | {_ALL: _("Mine and those I stand in for")}
    if reach is Scope.TEAM:
        team = {f"team:{actor.team_id}": _("My team")} if actor.team_id else {}
        words = team | mine | {_ALL: _("All I may see")}
    else:
        everybody = {_ALL: _("Everybody")}
        words = everybody | mine if actor.may(Permission.ROLES_READ) else mine | everybody
    words |= {f"team:{team.id}": _("Team {name}").format(name=team.name) for team in choices.teams}
    people = told_apart({person.id: person.name for person in choices.colleagues})
    return words | {f"user:{id_}": name for id_, name in people.items()}


def _read(actor: Actor, code: str) -> Whose:
    kind, _colon, number = code.partition(":")
    try:
        if kind == "team":
            return Whose(team_id=read_id(number))
        if kind == "user":
            return Whose(user_id=read_id(number))
    except ValueError:
        pass
    return Whose() if kind == _ALL else Whose(user_id=actor.id)
