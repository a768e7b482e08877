"""What the board and the list of complaints are narrowed to: chosen once, kept while one is signed in."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

import streamlit as st

from care import complaints
from care.complaints import BoardFilters
from core.i18n import N_, _
from db.models import ComplaintCategory, ComplaintKind, Severity
from ui import complaint_labels, current
from ui.actions import ask
from ui.address import opened
from ui.safe import esc

_SWITCHES = {"mine": N_("Mine"), "overdue": N_("Past due")}
_CODES: dict[str, type[StrEnum]] = {"severity": Severity, "category": ComplaintCategory, "kind": ComplaintKind}
_CHOICES = ("team_id", *_CODES)


def take_over_address() -> None:
    """A link may bring filters along, such as `?overdue=1&category=quality`: they are kept and leave the address."""
    brought = {name for name in ("q", "team_id", *_SWITCHES, *_CODES) if name in st.query_params}
    if not brought:
        return
    clear()
    current.remember(_key("search"), st.query_params.get("q", "")[:100])
    current.remember(_key("only"), [name for name in _SWITCHES if name in brought])
    current.remember(_key("team_id"), opened("team_id"))
    for name, codes in _CODES.items():
        code = st.query_params.get(name, "")
        current.remember(_key(name), codes(code) if code in {known.value for known in codes} else None)
    for name in brought:
        del st.query_params[name]


def filters_in_use() -> BoardFilters:
    """What was chosen, read before the fields are drawn."""
    only = current.remembered(_key("only")) or ()
    chosen: dict[str, Any] = {name: current.remembered(_key(name)) for name in _CHOICES}
    chosen |= {name: name in only for name in _SWITCHES}
    return BoardFilters(**chosen, search=(current.remembered(_key("search")) or "").strip())


def filter_fields() -> None:
    st.text_input(
        _("Search complaints"),
        key=_key("search"),
        placeholder=_("Number, customer, product, words"),
        label_visibility="collapsed",
        icon=":material/search:",
        live=True,
        max_chars=100,
        persist_state="session",
        width=280,
    )
    st.pills(
        _("Only"),
        list(_SWITCHES),
        selection_mode="multi",
        format_func=lambda name: _(_SWITCHES[name]),
        key=_key("only"),
        label_visibility="collapsed",
        persist_state="session",
    )
    with st.popover(_("Filter"), icon=":material/filter_list:", width="content"):
        teams = _teams()
        if len(teams) > 1:
            _choice("team_id", _("Team"), list(teams), teams.__getitem__)
        for name, label in (("severity", _("Severity")), ("category", _("Category")), ("kind", _("Kind"))):
            _choice(name, label, list(_CODES[name]), complaint_labels.word)


def filter_chips(used: BoardFilters) -> None:
    """One button a choice of the menu in use; a click takes it away."""
    chosen = [name for name in _CHOICES if getattr(used, name) is not None]
    if not chosen:
        return
    teams = _teams() if used.team_id else {}
    with st.container(horizontal=True, key="complaint-chips", gap="small"):
        for name in chosen:
            value = getattr(used, name)
            words = teams.get(value, "—") if name == "team_id" else complaint_labels.word(value)
            st.button(
                words,
                key=f"complaint_chip_{name}",
                icon=":material/close:",
                icon_position="right",
                on_click=current.remember,
                args=(_key(name), None),
            )


def clear() -> None:
    current.remember(_key("search"), "")
    current.remember(_key("only"), [])
    for name in _CHOICES:
        current.remember(_key(name), None)


def nothing(used: BoardFilters) -> None:
    """In place of the board or the list, with the way out."""
    if used == BoardFilters():
        st.success(_("Nothing is open: every customer has been answered."), icon=":material/task_alt:")
        return
    st.info(_("No complaint fits. Check the spelling, or take filters away."), icon=":material/search_off:")
    if st.button(_("Clear search and filters"), key="complaints_clear", on_click=clear):
        st.rerun()


def _teams() -> dict[int, str]:
    return {team.id: esc(team.name) for team in ask(complaints.complaint_choices).teams}


def _choice(name: str, label: str, options: Sequence[Any], words: Callable[[Any], str]) -> None:
    st.selectbox(
        label,
        options,
        index=None,
        format_func=words,
        key=_key(name),
        placeholder=_("All"),
        persist_state="session",
    )


def _key(name: str) -> str:
    return f"complaints_{name}"
