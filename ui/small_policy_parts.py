"""Policies of a few plain numbers: a field each, why it changes, who changed it when."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

import streamlit as st

from care import rulebook
from care.kpis import ComplaintsPer
from core.i18n import N_, _
from db.models import ClockMode
from ui import current, formats
from ui.actions import ask, conflict, perform, settle
from ui.dialog_parts import told
from ui.policy_sheets import Sheet
from ui.safe import esc

_DAY = timedelta(days=1)
_CODES: dict[Any, str] = {
    ClockMode.NATURAL: N_("by the wall clock"),
    ClockMode.WORKING: N_("in working time"),
    ComplaintsPer.HUNDRED: N_("100 active customers"),
    ComplaintsPer.THOUSAND: N_("1,000 active customers"),
}


def show(sheet: Sheet) -> None:
    """The numbers in force, to be changed. What a colleague saved meanwhile is told, and what was typed stays."""
    name = sheet.policy.policy
    policy, version = ask(rulebook.present, sheet.policy)
    seen = current.remembered(f"policy-seen-{name}")
    if seen is None:
        current.remember(f"policy-seen-{name}", seen := version)
    st.subheader(_(sheet.title), anchor=False)
    if sheet.note:
        st.caption(_(sheet.note))
    is_saved = current.remembered("policy_saved") == name
    if is_saved and conflict() is not None:
        st.warning(_("A colleague has changed these numbers meanwhile; see below. Save again to put yours over them."))
    with st.form(f"policy-{name}", border=True):
        for field, place in zip(sheet.labels, _places(len(sheet.labels)), strict=True):
            with place:
                _field(sheet, policy, field)
                _told(field, is_saved)
        st.text_input(_("Why is this changed?"), key=_key(name, "reason"), max_chars=300)
        _told("reason", is_saved)
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(sheet, policy, seen))
    _history(sheet)


def _field(sheet: Sheet, policy: Any, field: str) -> None:
    key, label, value = _key(sheet.policy.policy, field), _(sheet.labels[field]), getattr(policy, field)
    if isinstance(value, bool):
        st.toggle(label, value, key=key)
    elif isinstance(value, StrEnum):
        codes = list(type(value))
        st.selectbox(label, codes, codes.index(value), format_func=lambda code: _(_CODES[code]), key=key)
    else:
        # What cannot be is told when it is saved; no number of ours is below nothing.
        plain = _plain(policy, field)
        lowest, step = (0.0, 0.1) if isinstance(plain, float) else (0, 1)
        st.number_input(label, lowest, None, plain, step, key=key)


def _places(count: int) -> list[Any]:
    return [column for _row in range(0, count, 3) for column in st.columns(3)][:count]


def _told(field: str, is_saved: bool) -> None:
    if is_saved:
        told(field)


def _key(name: str, field: str) -> str:
    """A saved form starts afresh: a browser keeps what was typed into a field of the same key."""
    turn = current.remembered(f"policy-turn-{name}", 0)
    return f"policy-{name}-{field}-{turn}"


def _plain(policy: Any, field: str) -> int | float:
    value = getattr(policy, field)
    if isinstance(value, float):
        return value
    return value // _DAY if isinstance(value, timedelta) else int(value)


def _save(sheet: Sheet, policy: Any, seen: int) -> None:
    name = sheet.policy.policy
    settle()
    current.remember("policy_saved", name)
    typed = {field: current.remembered(_key(name, field)) for field in sheet.labels}
    changed = replace(policy, **{field: _typed(policy, field, number) for field, number in typed.items()})
    reason = str(current.remembered(_key(name, "reason")) or "")
    if perform(rulebook.change, changed, reason=reason, seen_version=seen) is not None:
        current.forget(f"policy-seen-{name}")
        current.remember(f"policy-turn-{name}", current.remembered(f"policy-turn-{name}", 0) + 1)
        current.flash(_("Saved. It holds from now on."))
    elif (met := conflict()) is not None:
        current.remember(f"policy-seen-{name}", met.version)


def _typed(policy: Any, field: str, number: Any) -> Any:
    value = getattr(policy, field)
    if isinstance(value, bool):
        return bool(number)
    if isinstance(value, StrEnum):
        return number or value
    if isinstance(value, timedelta):
        return (number or 0) * _DAY
    return float(number or 0) if isinstance(value, float) else number or 0


def _history(sheet: Sheet) -> None:
    for one in ask(rulebook.history, sheet.policy):
        said = " · ".join(filter(None, [formats.moment(one.at), one.by, one.reason]))
        st.caption(esc(said))
        for change in one.changes:
            if change.path in sheet.labels:
                words = _("{field}: {value}").format(
                    field=_(sheet.labels[change.path]), value=f"{_stored(change.before)} → {_stored(change.after)}"
                )
                st.caption(esc(words))


def _stored(value: Any) -> str:
    """Spans are stored as seconds."""
    if value in _CODES:
        return _(_CODES[value])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    seconds_of_a_day = int(_DAY.total_seconds())
    is_span = isinstance(value, int | float) and value >= seconds_of_a_day and value % seconds_of_a_day == 0
    return formats.number(int(value // seconds_of_a_day) if is_span else value)
