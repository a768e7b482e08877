"""What the board and the list of leads are narrowed to: chosen once, kept while one is signed in."""

from typing import Any

import streamlit as st

from care import leads
from care.leads import LeadFilters
from core.i18n import N_, _
from db.models import LostReason, Source
from ui import current, labels
from ui.actions import ask
from ui.lead_labels import word
from ui.people_apart import told_apart

SWITCHES = {"mine": N_("Mine"), "waiting": N_("In the queue"), "overdue": N_("Not called within the day")}
_CHOICES = ("owner_id", "source", "lost_reason")


def take_over_address() -> None:
    """A link may bring filters along, such as `?overdue=1`: they are kept and leave the address."""
    brought = {name for name in ("q", *SWITCHES) if name in st.query_params}
    if not brought:
        return
    clear()
    current.remember(_key("search"), st.query_params.get("q", "")[:100])
    current.remember(_key("only"), [name for name in SWITCHES if name in brought])
    for name in brought:
        del st.query_params[name]


def filters_in_use() -> LeadFilters:
    """What was chosen, read before the fields are drawn."""
    only = current.remembered(_key("only")) or ()
    chosen: dict[str, Any] = {name: current.remembered(_key(name)) for name in _CHOICES}
    chosen |= {name: name in only for name in SWITCHES}
    texts: dict[str, Any] = {name: (current.remembered(_key(name)) or "").strip() for name in ("search", "region")}
    return LeadFilters(**chosen, **texts)


def filter_fields() -> None:
    st.text_input(
        _("Search leads"),
        key=_key("search"),
        placeholder=_("Name, pinyin, phone, company, number"),
        label_visibility="collapsed",
        icon=":material/search:",
        live=True,
        max_chars=100,
        persist_state="session",
        width=280,
    )
    st.pills(
        _("Only"),
        list(SWITCHES),
        selection_mode="multi",
        format_func=lambda name: _(SWITCHES[name]),
        key=_key("only"),
        label_visibility="collapsed",
        persist_state="session",
    )
    with st.popover(_("Filter"), icon=":material/filter_list:", width="content"):
        people = told_apart({person.id: person.name for person in ask(leads.possible_owners)})
        _choice("owner_id", _("In charge"), list(people), lambda id_: people.get(id_, "—"))
        _choice("source", _("Source"), list(Source), labels.source)
        _choice("lost_reason", _("Why it was lost"), list(LostReason), word)
        st.text_input(_("Region"), key=_key("region"), max_chars=60, persist_state="session")


def clear() -> None:
    for name in ("search", "region"):
        current.remember(_key(name), "")
    current.remember(_key("only"), [])
    for name in _CHOICES:
        current.remember(_key(name), None)


def nothing(used: LeadFilters) -> None:
    """In place of the board or the list, with the way out."""
    if used == LeadFilters():
        st.success(
            _("No lead is open. Register the next one, or let the web form bring it."), icon=":material/task_alt:"
        )
        return
    if used == LeadFilters(overdue=True):
        st.success(_("Everybody was called within the day."), icon=":material/task_alt:")
    else:
        st.info(_("No lead fits. Check the spelling, or take filters away."), icon=":material/search_off:")
    if st.button(_("Clear search and filters"), key="leads_clear", on_click=clear):
        st.rerun()


def _choice(name: str, label: str, options: list[Any], words: Any) -> None:
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
    return f"leads_{name}"
