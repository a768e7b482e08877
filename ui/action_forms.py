"""The forms of a corrective action: start, report, verify, take back, change; and planning a new one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

import streamlit as st

from care import causes
from care.causes import ActionMove, ActionRow, NewAction
from core import clock
from core.i18n import _
from db.models import ActionState
from ui import actions, cause_labels, current
from ui.dialog_parts import told
from ui.task_parts import person_select

BASE = "action_base"
_WEEK = timedelta(days=7)


def show(row: ActionRow) -> bool:
    """The forms for what this person may do now; whether one of them went through."""
    seen = _seen(row)
    done = any(form(row, seen) for move, form in _FORMS.items() if move in row.moves)
    if row.may_change:
        with st.expander(_("Change what, who or when"), icon=":material/edit:"):
            done = _change(row, seen) or done
    if not row.moves and not row.may_change and row.state is ActionState.TO_VERIFY:
        st.caption(_("A colleague who neither carried it out nor reported it verifies it."))
    return done


def plan(complaint_id: int) -> bool:
    """Whether a new action was planned just now."""
    with st.form(f"plan-{complaint_id}", border=False):
        action = _fields("plan", None)
        sent = st.form_submit_button(_("Plan the action"), key="plan_save", type="primary", width="stretch")
    return sent and _settled(actions.perform(causes.plan_action, complaint_id, action=action))


def _seen(row: ActionRow) -> int:
    """The version this person has before them. What moved on meanwhile is told once, and nothing is sent over it."""
    base = current.remembered(BASE)
    current.remember(BASE, (row.id, row.version))
    if base is None or base[0] != row.id or base[1] == row.version:
        return row.version
    st.warning(_("Somebody else moved this on meanwhile. Look again before you go on."), icon=":material/sync_problem:")
    return int(base[1])


def _start(row: ActionRow, seen: int) -> bool:
    with st.form(f"start-{row.id}", border=False):
        is_again = row.state is ActionState.INEFFECTIVE
        due_on = _day("start_due", _("Until when this time"), row.due_on) if is_again else None
        sent = _button(ActionMove.START)
    return sent and _settled(actions.perform(causes.start_action, row.id, seen_version=seen, due_on=due_on))


def _report(row: ActionRow, seen: int) -> bool:
    with st.form(f"report-{row.id}", border=False):
        words = _words(_("What was done?"))
        sent = _button(ActionMove.REPORT)
    return sent and _settled(actions.perform(causes.report_done, row.id, words=words, seen_version=seen))


def _verify(row: ActionRow, seen: int) -> bool:
    with st.form(f"verify-{row.id}", border=False):
        words = _words(_("How was it verified, and what was found?"))
        yes, no = st.columns(2)
        with yes:
            effective = _button(ActionMove.CONFIRM)
        with no:
            refuted = _button(ActionMove.REFUTE)
    if not (effective or refuted):
        return False
    return _settled(actions.perform(causes.verify_action, row.id, effective=effective, words=words, seen_version=seen))


def _overturn(row: ActionRow, seen: int) -> bool:
    with st.form(f"overturn-{row.id}", border=False):
        words = _words(_("Why has it not helped?"))
        sent = _button(ActionMove.OVERTURN)
    return sent and _settled(actions.perform(causes.overturn_action, row.id, words=words, seen_version=seen))


# Confirming and refuting are two buttons of one form.
_FORMS: dict[ActionMove, Callable[[ActionRow, int], bool]] = {
    ActionMove.START: _start,
    ActionMove.REPORT: _report,
    ActionMove.CONFIRM: _verify,
    ActionMove.OVERTURN: _overturn,
}


def _change(row: ActionRow, seen: int) -> bool:
    with st.form(f"change-{row.id}", border=False):
        action = _fields("change", row)
        sent = st.form_submit_button(_("Save"), key="change_save", width="stretch")
    return sent and _settled(actions.perform(causes.change_action, row.id, action=action, seen_version=seen))


def _fields(name: str, row: ActionRow | None) -> NewAction:
    """What, who and until when; a new action is due in a week unless somebody says otherwise."""
    deed = st.text_area(
        _("What is to be done?"), row.deed if row else "", key=f"{name}_deed", max_chars=1000, height=90
    )
    told("deed")
    names = {one.id: one.name for one in actions.ask(causes.possible_owners)}
    if row:
        names.setdefault(row.owner_id, row.owner)
    owner = person_select(_("In charge"), names, key=f"{name}_owner", chosen=row.owner_id if row else None)
    told("owner")
    due_on = _day(f"{name}_due", _("Until when"), row.due_on if row else clock.today() + _WEEK)
    return NewAction(deed, owner or 0, due_on)


def _day(key: str, label: str, proposed: date) -> date:
    day = st.date_input(label, max(proposed, clock.today()), key=key, format="YYYY-MM-DD")
    told("due_on")
    return day


def _words(label: str) -> str:
    words = st.text_area(label, key="action_words", max_chars=1000, height=90)
    told("words")
    return words


def _button(move: ActionMove) -> bool:
    word, icon = cause_labels.MOVES[move]
    is_usual = move not in (ActionMove.REFUTE, ActionMove.OVERTURN)
    look: Literal["primary", "secondary"] = "primary" if is_usual else "secondary"
    return st.form_submit_button(_(word), key=f"action_{move.value}", icon=icon, type=look, width="stretch")


def _settled(done: object) -> bool:
    """A field's problem, or a conflict, is told by the run that follows; a refusal stands where it was given."""
    if done is not None:
        current.flash(_("Saved."))
        return True
    if actions.problems() or actions.conflict():
        st.rerun()
    return False
