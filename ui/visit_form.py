"""Writing a visit down while one talks: reached or not, what was said, what it found; then straight to the next one."""

from decimal import Decimal
from typing import Any

import streamlit as st

from auth.permissions import Permission
from care import interactions, revisits
from care.interactions import TALKED_BY, NewInteraction
from care.revisits import Visit, VisitReport
from core.i18n import _
from db.models import Demand, Direction, Medium, Outcome, Revisit
from ui import current, formats, revisit_labels, visit_queue
from ui.actions import perform, settle
from ui.complaint_labels import word
from ui.dialog_parts import told
from ui.safe import esc

UNHAPPY = "visit_unhappy"


def visit_form(visit: Visit) -> None:
    """What is refused is told beside its field, and what was typed stays."""
    key = f"visit_{visit.id}"
    _how(key)
    with st.form(f"{key}_form", border=False):
        label = _("What was said") if _is_reached(key) else _("Note, if you like")
        st.text_area(label, key=f"{key}_summary", max_chars=interactions.LENGTHS["summary"], height=96)
        told("summary")
        if _is_reached(key):
            _found(key)
            _next(key)
        save = _("Save, next one") if _is_reached(key) else _("Note the attempt, next one")
        st.form_submit_button(
            save,
            key=f"{key}_save",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=_save,
            args=(visit, key),
            shortcut="Ctrl+S",
            width="stretch",
        )


def _how(key: str) -> None:
    """Outside the form: what else is asked depends on whether anybody was reached."""
    outcomes = list(Outcome)
    st.pills(
        _("Did it work?"),
        outcomes,
        default=Outcome.CONNECTED,
        format_func=word,
        key=f"{key}_outcome",
        required=True,
    )
    told("outcome")
    st.pills(_("How"), list(TALKED_BY), default=Medium.PHONE, format_func=word, key=f"{key}_medium", required=True)


def _is_reached(key: str) -> bool:
    return (current.remembered(f"{key}_outcome") or Outcome.CONNECTED) is Outcome.CONNECTED


def _found(key: str) -> None:
    points = sorted(revisit_labels.SATISFACTION, reverse=True)
    st.pills(_("Satisfaction"), points, format_func=revisit_labels.satisfaction, key=f"{key}_satisfaction")
    told("satisfaction")
    longest = revisits.LENGTHS["problem"]
    st.text_input(_("Problem, if there is one: it becomes a complaint"), key=f"{key}_problem", max_chars=longest)
    told("problem")
    st.pills(
        _("What they ask for"),
        list(Demand),
        selection_mode="multi",
        format_func=revisit_labels.demand,
        key=f"{key}_demands",
    )
    with st.expander(_("What has changed, what they may buy")):
        st.text_input(_("What has changed in their needs"), key=f"{key}_need_change", max_chars=longest)
        told("need_change")
        left, right = st.columns([2, 1])
        with left:
            most = revisits.LENGTHS["opportunity"]
            st.text_input(_("What they may buy"), key=f"{key}_opportunity", max_chars=most)
            told("opportunity")
        with right:
            worth = _("{field}, {unit}").format(field=_("Worth about"), unit=esc(formats.currency_name()))
            st.number_input(worth, 0.0, 1e9, None, step=100.0, format="%.0f", key=f"{key}_amount")
            told("opportunity_cents")


def _next(key: str) -> None:
    st.date_input(_("Next revisit (empty: by the plan)"), None, key=f"{key}_next_on", format="YYYY-MM-DD")
    told("visit_next_on")


def _save(visit: Visit, key: str) -> None:
    settle()
    report = typed(key)
    if report.contact.outcome is not Outcome.CONNECTED:
        moved = perform(revisits.attempt, visit.id, contact=report.contact)
        if moved is not None:
            after_attempt(visit, moved)
    elif revisits.is_dissatisfied(report) and current.actor().may(Permission.COMPLAINT_OPEN):
        current.remember(UNHAPPY, {"visit": visit.id, "report": report})
    else:
        finish(visit, report)


def finish(visit: Visit, report: VisitReport) -> bool:
    """The visit is made; whether it was."""
    if perform(revisits.complete, visit.id, report=report) is None:
        return False
    visit_queue.go_on(visit.id)
    current.flash(_("Saved."))
    return True


def after_attempt(visit: Visit, moved: Revisit) -> None:
    visit_queue.go_on(visit.id)
    if moved.is_unreached:
        current.flash(_("Not reached after {n} tries. The next revisit is planned.").format(n=moved.attempts))
    else:
        current.flash(_("Noted. Again on {day}.").format(day=formats.weekday(moved.planned_on)))


def typed(key: str) -> VisitReport:
    """What stands in the fields."""

    def field(name: str) -> Any:
        return current.remembered(f"{key}_{name}")

    contact = NewInteraction(
        medium=field("medium") or Medium.PHONE,
        direction=Direction.OUTBOUND,
        outcome=field("outcome") or Outcome.CONNECTED,
        summary=field("summary") or "",
    )
    amount = field("amount")
    return VisitReport(
        contact,
        satisfaction=field("satisfaction"),
        need_change=field("need_change") or "",
        problem=field("problem") or "",
        demands=tuple(field("demands") or ()),
        opportunity=field("opportunity") or "",
        opportunity_cents=None if amount is None else int(Decimal(str(amount)) * 100),
        next_on=field("next_on"),
    )
