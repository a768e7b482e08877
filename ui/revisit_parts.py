"""A customer's next revisit on their file, and the dialog that plans it otherwise. By `?do=revisit`."""

from dataclasses import replace
from enum import StrEnum

import streamlit as st

from auth.permissions import Permission
from care import revisits
from care.customers import Profile
from care.revisits import PlanStanding
from core import clock
from core.i18n import N_, _
from ui import current, formats, links, revisit_labels
from ui.actions import ask, conflict, perform, problems
from ui.dialog_parts import close_dialog, finish, see_again, seen, told
from ui.profile_dialogs import begin
from ui.safe import esc

DO = "revisit"


class _What(StrEnum):
    DAY = "day"
    CYCLE = "cycle"
    PAUSE = "pause"


_WORDS = {_What.DAY: N_("On a day"), _What.CYCLE: N_("Own cycle"), _What.PAUSE: N_("Pause")}


def standing(file: Profile) -> None:
    """When the next one is, or why there is none."""
    if not current.actor().may(Permission.REVISIT_READ):
        return
    plan = ask(revisits.standing_of, file.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="customer-revisit"):
        if plan.planned_on is None:
            _none(plan)
            return
        tone, icon = ("orange", ":material/warning:") if plan.is_overdue else ("primary", ":material/phone_forwarded:")
        st.badge(revisit_labels.planned(plan.planned_on), icon=icon, color=tone)  # type: ignore[arg-type]
        st.caption(" · ".join(_words(plan)), width="content")
        if plan.may_work and plan.is_due:
            links.link_to("revisits/next.py", _("Make it now"), icon=":material/call:", revisit=str(plan.revisit_id))


def _none(plan: PlanStanding) -> None:
    words = _(revisits.WHY_NOT[plan.why_not]) if plan.why_not else _("The next revisit is planned within ten minutes.")
    reason = (
        _("{sentence} ({reason})").format(sentence=words, reason=plan.paused_reason) if plan.paused_reason else words
    )
    st.caption(esc(reason), width="content")


def _words(plan: PlanStanding) -> list[str]:
    words = [revisit_labels.cause(plan.cause)] if plan.cause else []
    every = _("every {n} days, agreed for this customer") if plan.own_cycle else _("every {n} days")
    return [*words, every.format(n=plan.cycle_days)]


def button(file: Profile) -> None:
    """For whoever may make visits to this customer."""
    if Permission.CUSTOMER_EDIT in file.may and current.actor().may(Permission.REVISIT_WORK):
        st.button(_("Plan a revisit"), key="do_revisit", icon=":material/event:", on_click=begin, args=(DO,))


def dialog_if_asked(file: Profile) -> None:
    if st.query_params.get("do") != DO:
        return
    plan = ask(revisits.standing_of, file.id)
    if plan.may_work:
        st.dialog(_("Plan a revisit"), on_dismiss=close_dialog)(_kept_open)(file)


def _kept_open(file: Profile) -> None:
    if "do" not in st.query_params:
        st.rerun()
    if conflict() is not None:
        told_ = _("A colleague has changed this plan meanwhile. Save again to put yours over theirs.")
        st.warning(told_, icon=":material/group:")
        see_again()
    plan = ask(revisits.standing_of, file.id)
    offered = [what for what in _What if what is _What.DAY or plan.may_plan]
    what = st.segmented_control(
        _("What is otherwise?"),
        offered,
        default=_What.DAY,
        format_func=lambda code: _(_WORDS[code]),
        key="revisit_what",
        required=True,
    )
    if (what or _What.DAY) == _What.DAY:
        plan = replace(plan, version=seen(f"visit-{file.id}", plan.version))
    else:
        plan = replace(plan, plan_version=seen(f"plan-{file.id}", plan.plan_version))
    {_What.DAY: _day, _What.CYCLE: _cycle, _What.PAUSE: _pause}[_What(what or _What.DAY)](file, plan)


def _day(file: Profile, plan: PlanStanding) -> None:
    if plan.why_not:
        st.info(_(revisits.WHY_NOT[plan.why_not]))
        return
    on = st.date_input(_("Day"), plan.planned_on or clock.today(), key="revisit_on", format="YYYY-MM-DD")
    told("on")
    if on and not problems().get("on") and (warned := ask(revisits.day_warning, on)):
        st.caption(f":orange[{esc(warned)}]")
    _reason()
    st.button(_("Save"), key="dialog_save", type="primary", on_click=_save_day, args=(file, plan.version))


def _save_day(file: Profile, seen: int) -> None:
    on = current.remembered("revisit_on") or clock.today()
    finish(perform(revisits.set_day, file.id, on=on, reason=_typed_reason(), seen=seen))


def _cycle(file: Profile, plan: PlanStanding) -> None:
    st.number_input(
        _("Every so many days (empty: as the tier says)"),
        revisits.SHORTEST_CYCLE,
        revisits.LONGEST_CYCLE,
        plan.own_cycle,
        key="revisit_cycle",
    )
    told("days")
    if plan.own_cycle and plan.reason:
        st.caption(_("Agreed so far: {reason}").format(reason=esc(plan.reason)))
    _reason()
    st.button(_("Save"), key="dialog_save", type="primary", on_click=_save_cycle, args=(file, plan.plan_version))


def _save_cycle(file: Profile, seen: int) -> None:
    days = current.remembered("revisit_cycle")
    finish(perform(revisits.set_cycle, file.id, days=days, reason=_typed_reason(), seen=seen))


def _pause(file: Profile, plan: PlanStanding) -> None:
    if plan.paused_reason:
        st.info(_("Paused: {reason}").format(reason=esc(plan.paused_reason)))
        resume = (file, plan.plan_version)
        st.button(_("Resume revisits"), key="dialog_save", type="primary", on_click=_resume, args=resume)
        return
    st.caption(_("Nobody visits this customer until somebody resumes it. The open revisit is called off."))
    _reason()
    st.button(_("Pause"), key="dialog_save", type="primary", on_click=_save_pause, args=(file, plan.plan_version))


def _save_pause(file: Profile, seen: int) -> None:
    finish(perform(revisits.pause, file.id, reason=_typed_reason(), seen=seen))


def _resume(file: Profile, seen: int) -> None:
    finish(perform(revisits.resume, file.id, seen=seen))


def _reason() -> None:
    st.text_input(_("Why?"), key="revisit_reason", max_chars=revisits.LONGEST_REASON)
    told("reason")


def _typed_reason() -> str:
    return str(current.remembered("revisit_reason") or "")


def counts_as_visit(customer_id: int, key: str) -> None:
    """Beside the ordinary form: whoever talks with a customer whose visit is due has made it."""
    if not current.actor().may(Permission.REVISIT_WORK):
        return
    plan = ask(revisits.standing_of, customer_id)
    if plan.is_due and plan.planned_on is not None:
        day = formats.weekday(plan.planned_on)
        st.checkbox(_("This is the revisit planned for {day}").format(day=day), True, key=key)
