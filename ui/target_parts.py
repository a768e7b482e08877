"""The form of complaint targets."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from care import rulebook
from care.complaints import ROWS, ComplaintTargets
from core.errors import Invalid
from core.i18n import _
from db.models import ClockMode
from ui import current, formats, target_labels
from ui.actions import conflict, perform, settle
from ui.dialog_parts import told
from ui.safe import esc
from ui.target_form import FIELDS, as_typed, policy_from
from ui.target_labels import DAYS, SPANS, STEPS

_SEEN = "targets-seen"
_TURN = "targets-turn"
_REASON = "reason"
_A_ROW = 3


def targets_form(policy: ComplaintTargets, version: int) -> None:
    """Every number of the policy; what somebody else saved meanwhile is shown, not overwritten."""
    if current.remembered(_SEEN) is None:
        current.remember(_SEEN, version)
    _tell_conflict()
    shown = as_typed(policy)
    with st.form("targets", border=False):
        st.caption(_("Times such as 30 min, 4 h or 2 d; a number alone is hours. Empty: nothing is promised."))
        for row in ROWS:
            _table_row(row, shown)
        _counting(shown)
        _climbing(shown)
        _days_and_words(shown)
        st.text_input(_("Why is this changed?"), key=_key(_REASON), max_chars=300)
        told("reason")
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(policy,))


def _key(field: str) -> str:
    """A browser keeps what was typed into a field of the same key, also when the form starts afresh."""
    turn = current.remembered(_TURN, 0)
    return f"targets-{field}-{turn}" if turn else f"targets-{field}"


def _table_row(row: str, shown: dict[str, Any]) -> None:
    name, *cells = st.columns([1, 1, 1, 1], vertical_alignment="center")
    name.markdown(f"**{esc(target_labels.row(row))}**")
    for cell, step in zip(cells, STEPS, strict=True):
        with cell:
            _text(f"{row}.{step}", _(STEPS[step]), shown)


def _counting(shown: dict[str, Any]) -> None:
    st.subheader(_("How time is counted"))
    mode, tier = st.columns(2)
    with mode:
        st.segmented_control(
            target_labels.label("mode"),
            list(ClockMode),
            default=shown["mode"],
            format_func=lambda code: _(target_labels.MODES[code]),
            key=_key("mode"),
            required=True,
        )
    with tier:
        _text("tier_a_resolve", target_labels.label("tier_a_resolve"), shown, _("As everybody"))


def _climbing(shown: dict[str, Any]) -> None:
    st.subheader(_("Who is told, and when"))
    _in_rows(("warn_percent", *SPANS), shown)


def _days_and_words(shown: dict[str, Any]) -> None:
    st.subheader(_("Days and words"))
    _in_rows((*DAYS, "chase_days"), shown)
    st.text_area(target_labels.label("safety_words"), shown["safety_words"], key=_key("safety_words"), height=100)
    told("safety_words")


def _in_rows(fields: Sequence[str], shown: dict[str, Any]) -> None:
    """Row by row, so that a phone shows them in the same order."""
    for start in range(0, len(fields), _A_ROW):
        for column, field in zip(st.columns(_A_ROW), fields[start : start + _A_ROW], strict=False):
            with column:
                if isinstance(shown[field], int):
                    _number(field, shown)
                else:
                    _text(field, target_labels.label(field), shown)


def _text(field: str, label: str, shown: dict[str, Any], placeholder: str = formats.NOTHING) -> None:
    st.text_input(label, shown[field], key=_key(field), max_chars=60, placeholder=placeholder)
    told(field)


def _number(field: str, shown: dict[str, Any]) -> None:
    st.number_input(target_labels.label(field), 1, None, shown[field], key=_key(field))
    told(field)


def _tell_conflict() -> None:
    found = conflict()
    if found is None:
        return
    st.warning(_("Somebody else has changed these numbers meanwhile. Where yours differ they now say:"),
               icon=":material/group:")  # fmt: skip
    for path, stored in found.theirs.items():
        st.caption(esc(target_labels.said(path, target_labels.value(path, stored))))
    with st.container(horizontal=True):
        st.button(_("Take theirs"), key="targets-theirs", on_click=_forget)
        st.button(_("Save mine over it"), key="targets-mine", on_click=_save_over, args=(found.version,))


def _save(present: ComplaintTargets) -> None:
    typed = {field: current.remembered(_key(field)) for field in FIELDS}
    settle()
    try:
        policy = policy_from(typed, present)
    except Invalid as invalid:
        current.remember("problems", invalid.problems)
        return
    current.remember("targets-policy", policy)
    _submit(policy, int(current.remembered(_SEEN)))


def _save_over(version: int) -> None:
    """As typed, over what is in force now and has been seen."""
    current.remember(_SEEN, version)
    _submit(current.remembered("targets-policy"), version)


def _submit(policy: ComplaintTargets, version: int) -> None:
    reason = str(current.remembered(_key(_REASON)) or "")
    if perform(rulebook.change, policy, reason=reason, seen_version=version) is not None:
        _forget()
        current.flash(_("Saved. It holds for complaints registered from now on."))


def _forget() -> None:
    """Show what is in force."""
    settle()
    current.forget(_SEEN, "targets-policy", *map(_key, (*FIELDS, _REASON)))
    current.remember(_TURN, current.remembered(_TURN, 0) + 1)
