"""Filters of the directory: chosen in a menu, shown as chips while in use, kept while one is signed in."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from care import customers
from care.customers import Colleague, DirectoryFilters
from core.i18n import _
from db.models import CustomerKind, Lifecycle, Source, Tier
from ui import current, labels
from ui.actions import ask
from ui.kept import ask_kept
from ui.people_apart import told_apart
from ui.safe import esc

NOBODY = 0
_LISTS = ("lifecycle", "tier", "owner_id", "region", "tag", "source", "kind")
_SWITCHES = ("without_consent", "stale")


def filters_in_use() -> DirectoryFilters:
    """What was chosen, read before the menu is drawn."""
    chosen: dict[str, Any] = {name: tuple(current.remembered(_key(name)) or ()) for name in _LISTS}
    chosen |= {name: bool(current.remembered(_key(name))) for name in _SWITCHES}
    return DirectoryFilters(**chosen)


def filter_menu() -> None:
    colleagues = ask(customers.colleagues)
    with st.popover(_("Filter"), icon=":material/filter_list:", width="content"):
        _choice("lifecycle", _("Stage"), list(Lifecycle), labels.lifecycle)
        _choice("tier", _("Tier"), list(Tier), labels.tier)
        _choice("owner_id", _("In charge"), [*(c.id for c in colleagues), NOBODY], _owner_names(colleagues))
        _choice("region", _("Region"), list(ask_kept(current.actor(), None, customers.regions)), esc)
        _choice("tag", _("Tag"), list(ask(customers.tag_names)), esc)
        _choice("source", _("Source"), list(Source), labels.source)
        _choice("kind", _("Kind"), list(CustomerKind), labels.kind)
        st.toggle(_("Without consent"), key=_key("without_consent"), persist_state="session")
        st.toggle(_("To be verified"), key=_key("stale"), persist_state="session")


def filter_chips(used: DirectoryFilters) -> None:
    """One button a filter in use; a click takes it away."""
    chips = _chips(used)
    if not chips:
        return
    with st.container(horizontal=True, key="filter-chips", gap="small"):
        for place, (name, value, label) in enumerate(chips):
            st.button(
                label,
                key=f"chip_{place}",
                icon=":material/close:",
                icon_position="right",
                on_click=_without,
                args=(name, value),
            )
        if len(chips) > 1:
            st.button(_("Clear all"), key="chip_all", type="tertiary", on_click=clear)


def clear() -> None:
    for name in _LISTS:
        current.remember(_key(name), [])
    for name in _SWITCHES:
        current.remember(_key(name), False)


def _choice(name: str, label: str, options: Sequence[Any], format_: Callable[[Any], str]) -> None:
    st.multiselect(
        label,
        options,
        format_func=format_,
        key=_key(name),
        placeholder=_("All"),
        select_all=False,
        persist_state="session",
    )


def _chips(used: DirectoryFilters) -> list[tuple[str, Any, str]]:
    owners = _owner_names(ask(customers.colleagues)) if used.owner_id else str
    words: dict[str, Callable[[Any], str]] = {
        "lifecycle": labels.lifecycle,
        "tier": labels.tier,
        "owner_id": lambda id_: esc(owners(id_)),
        "region": esc,
        "tag": esc,
        "source": labels.source,
        "kind": labels.kind,
    }
    chips = [(name, value, words[name](value)) for name in _LISTS for value in getattr(used, name)]
    if used.without_consent:
        chips.append(("without_consent", None, _("Without consent")))
    if used.stale:
        chips.append(("stale", None, _("To be verified")))
    return chips


def _without(name: str, value: Any) -> None:
    if value is None:
        current.remember(_key(name), False)
    else:
        current.remember(_key(name), [kept for kept in current.remembered(_key(name), []) if kept != value])


def _owner_names(colleagues: Sequence[Colleague]) -> Callable[[int], str]:
    names = told_apart({colleague.id: colleague.name for colleague in colleagues})
    return lambda id_: _("Nobody") if id_ == NOBODY else names.get(id_, "—")


def _key(name: str) -> str:
    return f"directory_{name}"
