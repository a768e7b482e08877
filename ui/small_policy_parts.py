"""Policies of a few plain numbers: a field each, why it changes, who changed it when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

import streamlit as st

from care import rulebook
from care.causes import CausePolicy
from care.feeds import FeedPolicy
from care.greetings import GreetingPolicy
from care.handbook import HandbookPolicy
from care.leads import LeadPolicy
from care.surveys import AskingPolicy, SurveyPolicy
from core.i18n import N_, _
from db.models import ClockMode
from ui import current, formats
from ui.actions import ask, conflict, perform, settle
from ui.dialog_parts import told
from ui.safe import esc

_DAY = timedelta(days=1)
_CODES: dict[Any, str] = {
    ClockMode.NATURAL: N_("by the wall clock"),
    ClockMode.WORKING: N_("in working time"),
}


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
        GreetingPolicy,
        N_("Greetings and gifts"),
        {
            "ahead_days": N_("Days a greeting is listed ahead"),
            "late_days": N_("Days late a greeting may still be sent"),
            "festival_tiers": N_("Festivals by themselves: 1 tier A, 2 A and B, 3 all"),
            "anniversary_tiers": N_("Years together by themselves: 1 tier A, 2 A and B, 3 all"),
            "gift_free_yuan": N_("Cost of a gift that needs no approval"),
            "gift_year_yuan": N_("Gifts to one customer in a year at most"),
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
    Sheet(
        FeedPolicy,
        N_("Calendars outside"),
        {"shows_names": N_("Customers' names in calendars that colleagues subscribe to; else their numbers")},
    ),
    Sheet(
        LeadPolicy,
        N_("Leads: the first call"),
        {
            "target_hours": N_("Hours within which a lead is called"),
            "mode": N_("… counted"),
            "warn_percent": N_("Reminder when so much of it is used (%)"),
            "owner_after_hours": N_("Hours after that until the firm's owner is told"),
            "unassigned_minutes": N_("Minutes in the queue until managers are reminded"),
        },
    ),
    Sheet(
        AskingPolicy,
        N_("Surveys"),
        {
            "rest": N_("Days until a customer may be asked again"),
            "after_orders": N_("Ask after each order"),
            "order_days": N_("… so many days after it"),
            "each_quarter": N_("Make a campaign each quarter"),
            "launches_itself": N_("… and launch it without being looked at"),
            "quarter_days": N_("… which runs for the last days of the quarter"),
            "most_dials": N_("Calls until a customer is left alone"),
            "low_score": N_("Satisfaction (1 to 5) from which down an answer is looked into"),
            "low_nps": N_("Recommendation (0 to 10) from which down it is looked into"),
            "low_ces": N_("Ease (1 to 7) from which down it is looked into"),
            "opens_complaint": N_("Register such an answer as a complaint at once"),
            "look_within": N_("Days somebody has to look into it"),
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
        st.number_input(label, 0, None, _plain(policy, field), key=key)


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


def _typed(policy: Any, field: str, number: Any) -> Any:
    value = getattr(policy, field)
    if isinstance(value, bool):
        return bool(number)
    if isinstance(value, StrEnum):
        return number or value
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
    if value in _CODES:
        return _(_CODES[value])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    seconds_of_a_day = int(_DAY.total_seconds())
    is_span = isinstance(value, int | float) and value >= seconds_of_a_day and value % seconds_of_a_day == 0
    return formats.number(int(value // seconds_of_a_day) if is_span else value)
