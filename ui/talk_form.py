"""Writing a contact down: how, with what outcome, what was said; and on the same form what comes next."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from care import interactions, revisits
from care.interactions import TALKED_BY, NewInteraction, NextDay, Soon
from core.i18n import N_, _
from db.models import Direction, Medium, Outcome
from ui import current, formats, revisit_parts
from ui.actions import ask, perform, problems
from ui.complaint_forms import moment_typed
from ui.complaint_labels import word
from ui.dialog_parts import told

_SOON = {
    Soon.TOMORROW: N_("Tomorrow"),
    Soon.THREE_DAYS: N_("In 3 days"),
    Soon.WEEK: N_("In a week"),
    Soon.MONTH: N_("In a month"),
}
_ROUND, _SENT = "talk_round", "talk_sent"


Save = Callable[[NewInteraction, str], object | None]
"""Performs whatever writes the contact down, with the key of the form's fields; None: it was refused."""
Ask = Callable[[str], None]
"""Draws what a form asks besides, under keys that begin with this one."""


def talk_form(about: str, save: Save, ask_first: Ask | None = None) -> bool:
    """Whether it was saved just now. What is refused is told beside its field, and what was typed stays.

    `about` tells this form from others: 12 for a customer, lead_7.
    """
    # Every contact has fields of its own: the second of two clicks belongs to a form that is over.
    key = f"talk_{about}_{current.remembered(_ROUND, 0)}"
    if current.remembered(_SENT) == key:
        current.forget(_SENT)
        if _save(save, key):
            return True
    with st.form(f"{key}_form", border=False):
        if ask_first:
            ask_first(key)
        _what(key)
        _next(key)
        _seldom(key)
        st.form_submit_button(
            _("Save"),
            key=f"{key}_save",
            type="primary",
            on_click=current.remember,
            args=(_SENT, key),
            shortcut="Ctrl+S",
            width="stretch",
        )
    return False


def _what(key: str) -> None:
    media, outcomes = list(TALKED_BY), list(Outcome)
    st.pills(_("How"), media, default=Medium.PHONE, format_func=word, key=f"{key}_medium", required=True)
    st.pills(
        _("Did it work?"),
        outcomes,
        default=Outcome.CONNECTED,
        format_func=word,
        key=f"{key}_outcome",
        required=True,
    )
    st.text_area(_("What was said"), key=f"{key}_summary", max_chars=interactions.LENGTHS["summary"], height=96)
    told("summary")


def _next(key: str) -> None:
    days = {day.on: _day_words(day) for day in ask(interactions.usual_next_days)}
    st.pills(_("When next, if it is known"), list(days), format_func=days.__getitem__, key=f"{key}_soon")
    left, right = st.columns([1, 2], vertical_alignment="top")
    with left:
        st.date_input(_("Or another day"), None, key=f"{key}_next_on", format="YYYY-MM-DD")
        told("next_on")
    with right:
        longest = interactions.LENGTHS["next_step"]
        st.text_input(_("Next step, if there is one"), key=f"{key}_next_step", max_chars=longest)
        told("next_step")


def _seldom(key: str) -> None:
    with st.expander(_("More, if you like"), expanded="at" in problems()):
        st.checkbox(_("The customer came to us"), key=f"{key}_inbound")
        st.datetime_input(
            _("{field} (empty: just now)").format(field=_("When we talked")),
            None,
            key=f"{key}_at",
            format="YYYY-MM-DD",
            step=300,
        )
        told("at")


def _day_words(day: NextDay) -> str:
    return f"{_(_SOON[day.soon])} :small[:gray[{formats.weekday(day.on)}]]"


def with_customer(customer_id: int) -> bool:
    """The same, of a customer whose file is open; it may be the revisit that is due."""

    def save(contact: NewInteraction, key: str) -> object | None:
        as_visit = bool(current.remembered(f"{key}_as_visit"))
        return perform(revisits.log_contact, contact=contact, customer_id=customer_id, as_visit=as_visit)

    def ask_first(key: str) -> None:
        revisit_parts.counts_as_visit(customer_id, f"{key}_as_visit")

    return talk_form(str(customer_id), save, ask_first)


def _save(save: Save, key: str) -> bool:
    contact = _typed(key)
    if save(contact, key) is None:
        return False
    current.remember(_ROUND, current.remembered(_ROUND, 0) + 1)
    if contact.next_on:
        current.flash(_("Saved. Next contact: {day}.").format(day=formats.day(contact.next_on)))
    else:
        current.flash(_("Saved."))
    return True


def _typed(key: str) -> NewInteraction:
    def typed(name: str) -> Any:
        return current.remembered(f"{key}_{name}")

    return NewInteraction(
        medium=typed("medium") or Medium.PHONE,
        direction=Direction.INBOUND if typed("inbound") else Direction.OUTBOUND,
        outcome=typed("outcome") or Outcome.CONNECTED,
        summary=typed("summary") or "",
        at=moment_typed(typed("at")),
        next_step=typed("next_step") or "",
        next_on=typed("next_on") or typed("soon"),
    )
