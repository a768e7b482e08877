"""The form of complaint targets, and who changed which of them, when and why."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from care import rulebook
from care.complaints import ROWS, ComplaintTargets
from care.rulebook import PolicyChange
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
_REASON = "targets-reason"


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
        st.text_input(_("Why is this changed?"), key=_REASON, max_chars=300)
        told("reason")
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(policy,))


def history(changes: Sequence[PolicyChange]) -> None:
    if not changes:
        st.caption(_("Nobody has changed these numbers yet: they are those the product came with."))
    for change in changes:
        with st.container(border=True, gap="xsmall", key=f"targets-version-{change.version}"):
            st.markdown(f"**{_('Version {n}').format(n=change.version)}** · {esc(change.reason)}")
            st.caption(f"{formats.moment(change.at)} · {esc(change.by or _('System'))}")
            for one in change.changes:
                before, after = (esc(target_labels.value(one.path, stored)) for stored in (one.before, one.after))
                st.markdown(f"{esc(target_labels.label(one.path))}: {before} → {after}")


def _key(field: str) -> str:
    return f"targets-{field}"


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
    columns = st.columns(3)
    with columns[0]:
        _number("warn_percent", shown, most=99)
    for place, name in enumerate(SPANS, 1):
        with columns[place % 3]:
            _text(name, target_labels.label(name), shown)


def _days_and_words(shown: dict[str, Any]) -> None:
    st.subheader(_("Days and words"))
    columns = st.columns(3)
    for place, name in enumerate(DAYS):
        with columns[place % 3]:
            _number(name, shown, most=730)
    with columns[len(DAYS) % 3]:
        _text("chase_days", target_labels.label("chase_days"), shown)
    st.text_area(target_labels.label("safety_words"), shown["safety_words"], key=_key("safety_words"), height=100)
    told("safety_words")


def _text(field: str, label: str, shown: dict[str, Any], placeholder: str = formats.NOTHING) -> None:
    st.text_input(label, shown[field], key=_key(field), max_chars=60, placeholder=placeholder)
    told(field)


def _number(field: str, shown: dict[str, Any], *, most: int) -> None:
    st.number_input(target_labels.label(field), 1, most, shown[field], key=_key(field))
    told(field)


def _tell_conflict() -> None:
    found = conflict()
    if found is None:
        return
    st.warning(_("Somebody else has changed these numbers meanwhile. Where yours differ they now say:"),
               icon=":material/group:")  # fmt: skip
    for path, stored in found.theirs.items():
        said = f"{target_labels.label(path)}: {target_labels.value(path, stored)}"
        st.caption(esc(said))
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
    reason = str(current.remembered(_REASON) or "")
    if perform(rulebook.change, policy, reason=reason, seen_version=version) is not None:
        _forget()
        current.flash(_("Saved. It holds for complaints registered from now on."))


def _forget() -> None:
    """Show what is in force."""
    settle()
    current.forget(_SEEN, _REASON, "targets-policy", *map(_key, FIELDS))
