"""Policies of a few plain numbers: a field each, why it changes, who changed it when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import streamlit as st

from care import rulebook
from care.causes import CausePolicy
from care.handbook import HandbookPolicy
from care.surveys import SurveyPolicy
from core.i18n import N_, _
from ui import current, formats
from ui.actions import ask, conflict, perform, settle
from ui.dialog_parts import told
from ui.safe import esc

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sheet:
    """One policy as it is shown: its title, and the words for each number with its unit."""

    policy: type[Any]
    title: str
    labels: Mapping[str, str]


SHEETS = (
    Sheet(
        CausePolicy,
        N_("Causes and corrective actions"),
        {
            "whys_needed": N_("Answers to “why?” that a root cause needs"),
            "recurring_count": N_("Complaints of one cause that propose a change of rule"),
            "recurring_days": N_("… within so many days"),
            "effect_days": N_("Days until an action's effect is counted"),
            "verify_days": N_("Days a colleague has to verify an action"),
        },
    ),
    Sheet(
        HandbookPolicy,
        N_("The rulebook"),
        {
            "review_months": N_("Months until a rule is reviewed again"),
            "review_grace_days": N_("Days before a review its reminder comes, and after it that it still counts"),
            "receipt_days": N_("Days to read a new version"),
            "training_months": N_("Months a training holds"),
            "pass_score": N_("Points needed to pass a training"),
            "task_days": N_("Days for what follows from a breach or a finding"),
            "jobs_hours": N_("Hours within which what runs each night has run"),
        },
    ),
    Sheet(
        SurveyPolicy,
        N_("Questions to customers"),
        {
            "valid_for": N_("Days a link works"),
            "remind_after": N_("Days until the one reminder"),
            "poor_score": N_("Score (1 to 5) from which down a manager looks into it"),
            "review_within": N_("Days the manager has for it"),
        },
    ),
)


def show(sheet: Sheet) -> None:
    """The numbers in force, to be changed. What a colleague saved meanwhile is told, and what was typed stays."""
    name = sheet.policy.policy
    policy, version = ask(rulebook.present, sheet.policy)
    seen = current.remembered(f"policy-seen-{name}")
    if seen is None:
        current.remember(f"policy-seen-{name}", seen := version)
    st.subheader(_(sheet.title), anchor=False)
    is_saved = current.remembered("policy_saved") == name
    if is_saved and conflict() is not None:
        st.warning(_("A colleague has changed these numbers meanwhile; see below. Save again to put yours over them."))
    with st.form(f"policy-{name}", border=True):
        for field, place in zip(sheet.labels, _places(len(sheet.labels)), strict=True):
            with place:
                st.number_input(_(sheet.labels[field]), 1, None, _plain(policy, field), key=_key(name, field))
                _told(field, is_saved)
        st.text_input(_("Why is this changed?"), key=_key(name, "reason"), max_chars=300)
        _told("reason", is_saved)
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(sheet, policy, seen))
    _history(sheet)


def _places(count: int) -> list[Any]:
    return [column for _row in range(0, count, 3) for column in st.columns(3)][:count]


def _told(field: str, is_saved: bool) -> None:
    if is_saved:
        told(field)


def _key(name: str, field: str) -> str:
    """A saved form starts afresh: a browser keeps what was typed into a field of the same key."""
    turn = current.remembered(f"policy-turn-{name}", 0)
    return f"policy-{name}-{field}-{turn}"


def _plain(policy: Any, field: str) -> int:
    value = getattr(policy, field)
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


def _typed(policy: Any, field: str, number: int | None) -> Any:
    return (number or 0) * _DAY if isinstance(getattr(policy, field), timedelta) else number or 0


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
    seconds_of_a_day = int(_DAY.total_seconds())
    is_span = isinstance(value, int | float) and value >= seconds_of_a_day and value % seconds_of_a_day == 0
    return formats.number(int(value // seconds_of_a_day) if is_span else value)
