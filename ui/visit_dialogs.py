"""What else may become of a visit: another day, left out, a complaint that goes with it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from care import complaints, revisits
from care.complaints import NewComplaint
from care.revisits import Visit, VisitReport
from core.i18n import _
from db.models import ComplaintCategory, Severity
from ui import current, formats, visit_form, visit_queue, visit_reasons
from ui.actions import ask, perform, problems, settle
from ui.complaint_forms import one_of
from ui.dialog_parts import close_dialog, see_again, seen, told
from ui.safe import esc

_ASKED = ("category", "severity", "description", "remedy_requested")


def begin(what: str) -> None:
    settle()
    see_again()
    st.query_params["do"] = what


def open_asked(visit: Visit) -> None:
    """The dialog of `?do=`, or the complaint that the answer calls for."""
    if (unhappy := current.remembered(visit_form.UNHAPPY)) and unhappy["visit"] == visit.id:
        st.dialog(_("The customer is dissatisfied"), on_dismiss=_let_go)(_complaint)(visit, unhappy["report"])
    elif st.query_params.get("do") == "day":
        st.dialog(_("Another day"), on_dismiss=close_dialog)(_kept_open)(_day, visit)
    elif st.query_params.get("do") == "skip":
        st.dialog(_("Leave out this revisit"), on_dismiss=close_dialog)(_kept_open)(_skip, visit)


def _kept_open(body: Any, visit: Visit) -> None:
    if "do" not in st.query_params:
        st.rerun()
    body(visit)


def _day(visit: Visit) -> None:
    if visit_reasons.tell_moved():
        see_again()
    version = seen(f"visit-{visit.id}", ask(revisits.visit, visit.id).version)
    on = st.date_input(_("Day"), visit.planned_on, key="visit_day_on", format="YYYY-MM-DD")
    told("on")
    if on and not problems().get("on") and (warned := ask(revisits.day_warning, on)):
        st.caption(f":orange[{esc(warned)}]")
    st.text_input(_("Why?"), key="visit_day_reason", max_chars=revisits.LONGEST_REASON)
    told("reason")
    st.button(_("Save"), key="dialog_save", type="primary", on_click=_save_day, args=(visit, version))


def _save_day(visit: Visit, version: int) -> None:
    on, reason = current.remembered("visit_day_on") or visit.planned_on, current.remembered("visit_day_reason") or ""
    moved = perform(revisits.reschedule, visit.id, on=on, reason=reason, seen=version)
    if moved is not None:
        visit_queue.go_on(visit.id)
        current.flash(_("Moved to {day}.").format(day=formats.weekday(on)))


def _skip(visit: Visit) -> None:
    st.caption(_("It counts as not made, and the next one is planned a cycle later."))
    st.text_input(_("Why?"), key="visit_skip_reason", max_chars=revisits.LONGEST_REASON)
    told("reason")
    st.button(_("Leave out"), key="dialog_save", type="primary", on_click=_save_skip, args=(visit,))


def _save_skip(visit: Visit) -> None:
    if perform(revisits.skip, visit.id, reason=current.remembered("visit_skip_reason") or "") is not None:
        visit_queue.go_on(visit.id)
        current.flash(_("Left out. The next one is planned."))


def _complaint(visit: Visit, report: VisitReport) -> None:
    """Filled in; one click registers it together with the visit."""
    if current.remembered(visit_form.UNHAPPY) is None:
        st.rerun()
    new = _draft(visit, report)
    st.caption(_("A complaint is filled in. One click registers it together with the visit; each names the other."))
    one_of(_("What is it about?"), ComplaintCategory, new.category, key="visit_complaint_category")
    told("category")
    one_of(_("Severity"), Severity, Severity.NORMAL, key="visit_complaint_severity")
    st.text_area(_("What did the customer say?"), new.description, key="visit_complaint_description", max_chars=4000)
    told("description")
    wanted = _("What does the customer want?")
    st.text_input(wanted, new.remedy_requested, key="visit_complaint_remedy_requested", max_chars=1000)
    told("remedy_requested")
    register, finish = _("Register, and finish the visit"), _("Finish without a complaint")
    given = (visit, report)
    st.button(register, key="visit_register", type="primary", on_click=_register, args=given, width="stretch")
    st.button(finish, key="visit_finish", type="tertiary", on_click=_finish, args=given, width="stretch")


def _draft(visit: Visit, report: VisitReport) -> NewComplaint:
    return complaints.complaint_from_visit(report, customer_id=visit.customer_id, order_id=visit.order_id)


def _register(visit: Visit, report: VisitReport) -> None:
    settle()
    typed = {name: current.remembered(f"visit_complaint_{name}") for name in _ASKED}
    new = replace(_draft(visit, report), **typed)
    row = perform(complaints.register_from_revisit, visit.id, report=report, complaint=new)
    if row is not None:
        _let_go()
        visit_queue.go_on(visit.id)
        current.flash(_("Registered: {number}").format(number=esc(row.number)))
    elif not set(problems()) & set(_ASKED):
        current.forget(visit_form.UNHAPPY)  # it was refused for what stands in the form behind


def _finish(visit: Visit, report: VisitReport) -> None:
    visit_form.finish(visit, report)
    current.forget(visit_form.UNHAPPY)


def _let_go() -> None:
    current.forget(visit_form.UNHAPPY, *(f"visit_complaint_{name}" for name in _ASKED))
