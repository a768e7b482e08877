"""Asking for a gift, deciding on it, giving it: the same few fields wherever one does it."""

from decimal import Decimal

import streamlit as st

from care import greetings
from care.greetings import GiftRow, NewGift
from core.i18n import _
from db.models import GiftState
from ui import current, formats
from ui.actions import perform, settle
from ui.dialog_parts import told
from ui.safe import esc


def with_greeting(customer_id: int, greeting_id: int) -> None:
    """Folded away below a greeting."""
    with st.expander(_("A gift with it"), icon=":material/redeem:"):
        ask_form(customer_id, greeting_id=greeting_id)


def ask_form(customer_id: int, *, greeting_id: int | None = None) -> None:
    key = f"gift-{customer_id}-{greeting_id or 0}-{current.remembered('gift-turn', 0)}"
    with st.form(key, border=False):
        st.text_input(_("What is given?"), key=f"{key}-what", max_chars=120)
        told("what")
        st.number_input(_("What it costs ({currency})").format(currency=formats.currency_name()), 0.0, None, None,
                        step=1.0, format="%.2f", key=f"{key}-cost")  # fmt: skip
        told("cost")
        st.text_input(_("What for? (optional)"), key=f"{key}-reason", max_chars=300)
        st.form_submit_button(_("Ask for the gift"), key=f"{key}-save", on_click=_ask,
                              args=(customer_id, greeting_id, key))  # fmt: skip


def _ask(customer_id: int, greeting_id: int | None, key: str) -> None:
    cost = current.remembered(f"{key}-cost")
    gift = NewGift(
        what=current.remembered(f"{key}-what") or "",
        cost_cents=int((Decimal(str(cost)) * 100).to_integral_value()) if cost else 0,
        reason=current.remembered(f"{key}-reason") or "",
        greeting_id=greeting_id,
    )
    made = perform(greetings.ask_gift, customer_id, gift=gift)
    if made is not None:
        settle()
        current.remember("gift-turn", current.remembered("gift-turn", 0) + 1)
        waits = made.state is GiftState.ASKED
        current.flash(
            _("Asked for: somebody else decides on it.") if waits else _("Approved: it needs nobody's consent.")
        )


def deeds(row: GiftRow) -> None:
    """What this person may do with this gift now."""
    if row.may_decide:
        _deciding(row)
    if row.may_give and row.state is GiftState.APPROVED:
        with st.container(horizontal=True):
            st.button(_("It was given"), key=f"give-{row.id}", type="primary", icon=":material/check:", on_click=_give,
                      args=(row.id,))  # fmt: skip
            _withdraw_button(row)
    elif row.may_give and row.state is GiftState.ASKED and not row.may_decide:
        _withdraw_button(row)
    elif row.may_give and row.state is GiftState.GIVEN:
        st.button(_("It was not given after all"), key=f"not-given-{row.id}", type="tertiary", icon=":material/undo:",
                  on_click=_take_back, args=(row.id,))  # fmt: skip


def _withdraw_button(row: GiftRow) -> None:
    st.button(_("Withdraw"), key=f"withdraw-{row.id}", icon=":material/close:", on_click=_withdraw, args=(row.id,))


def _deciding(row: GiftRow) -> None:
    with st.form(f"decide-{row.id}", border=False):
        st.text_input(_("A word on it (needed to refuse)"), key=f"decide-words-{row.id}", max_chars=300)
        told("words")
        with st.container(horizontal=True):
            st.form_submit_button(_("Approve"), key=f"approve-{row.id}", type="primary", icon=":material/check:",
                                  on_click=_decide, args=(row.id, True))  # fmt: skip
            st.form_submit_button(_("Refuse"), key=f"refuse-{row.id}", icon=":material/close:", on_click=_decide,
                                  args=(row.id, False))  # fmt: skip


def facts(row: GiftRow) -> None:
    st.markdown(f"**{esc(row.what)}** · {esc(formats.money(row.cost_cents))}")
    told_of = [row.reason, _("asked by {name}").format(name=row.asked_by or "—"), formats.local_day(row.asked_at)]
    st.caption(esc(" · ".join(filter(None, told_of))))
    if row.decided_by:
        decided = _("decided by {name}").format(name=row.decided_by)
        st.caption(esc(" · ".join(filter(None, [decided, row.decision]))))
    if row.given_on:
        st.caption(esc(_("given on {day}").format(day=formats.day(row.given_on))))


def _decide(gift_id: int, approve: bool) -> None:
    words = current.remembered(f"decide-words-{gift_id}") or ""
    if perform(greetings.decide_gift, gift_id, approve=approve, words=words) is not None:
        current.flash(_("Approved.") if approve else _("Not approved."))


def _give(gift_id: int) -> None:
    if perform(greetings.give_gift, gift_id) is not None:
        current.flash(_("Noted."))


def _take_back(gift_id: int) -> None:
    if perform(greetings.take_gift_back, gift_id) is not None:
        current.flash(_("Noted."))


def _withdraw(gift_id: int) -> None:
    if perform(greetings.withdraw_gift, gift_id) is not None:
        current.flash(_("Withdrawn."))
