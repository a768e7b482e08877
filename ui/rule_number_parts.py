"""The numbers of a rule: what holds, changed right here with a reason, and who changed it before."""

import streamlit as st

from care import handbook
from care.handbook import NumberRow, NumberUnit, RuleFile
from core.i18n import _
from ui import actions, current, formats
from ui.dialog_parts import told
from ui.safe import esc


def numbers(file: RuleFile, *, may_change: bool) -> None:
    if not file.numbers:
        return
    st.subheader(_("Numbers in this rule"), anchor=False)
    for number in file.numbers:
        with st.container(border=True, gap="xsmall", key=f"number-{number.name.replace('.', '-')}"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"{esc(number.label)} **{esc(number.words)}**", width="content")
                if may_change:
                    st.space("stretch")
                    st.button(_("Change"), key=f"change-{number.name}", on_click=_begin, args=(number,))
            for change in number.history[:2]:
                st.caption(esc(" · ".join(
                    [f"{change.before} → {change.after}", formats.local_day(change.at), change.by, change.reason]
                )))  # fmt: skip
    asked = current.remembered("rule_number")
    row = next((number for number in file.numbers if number.name == asked), None)
    if row is not None and may_change:
        st.dialog(_("Change a number"), on_dismiss=_close)(_dialog)(file.id, row)


def _begin(number: NumberRow) -> None:
    actions.settle()
    current.remember("rule_number", number.name)
    current.remember("rule_number_seen", number.version)


def _close() -> None:
    current.forget("rule_number", "rule_number_seen")
    actions.settle()


def _dialog(rule_id: int, number: NumberRow) -> None:
    st.markdown(f"**{esc(number.label)}**")
    st.caption(_("What is new follows at once; what is under way keeps the number it began with."))
    with st.form("rule-number", border=False):
        unit = handbook.unit_word(NumberUnit(number.unit))
        value = st.number_input(
            unit, number.least, number.most, number.value, key="rule_number_value", placeholder=number.words
        )
        told("value")
        reason = st.text_input(_("Why is this changed?"), key="rule_number_reason", max_chars=300)
        told("reason")
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        _save(rule_id, number, None if value is None else int(value), reason)


def _save(rule_id: int, number: NumberRow, value: int | None, reason: str) -> None:
    seen = int(current.remembered("rule_number_seen", number.version))
    done = actions.perform(handbook.change_number, rule_id, name=number.name, value=value, reason=reason, seen=seen)
    if done is not None:
        current.flash(_("Saved. It holds from now on."))
        _close()
        st.rerun()
    if actions.problems():
        st.rerun()
    if met := actions.conflict():
        current.remember("rule_number_seen", met.version)
        st.warning(_("A colleague has changed this meanwhile. Look at it again; save again to put yours over it."))
