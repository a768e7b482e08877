"""For whoever plans events or invites to them: what comes, what was, what it cost and who was spoken with after."""

import streamlit as st

from auth.permissions import Permission
from care import events
from care.events import PAGE, Span
from core.i18n import N_, _
from ui import current, event_forms, event_parts, links
from ui.actions import ask
from ui.current import signed_in

SPANS = {Span.COMING: N_("Coming"), Span.PAST: N_("Past")}


def page() -> None:
    actor = signed_in(Permission.EVENT_READ)
    may_plan = actor.may(Permission.EVENT_PLAN)
    with st.container(horizontal=True, vertical_alignment="center", key="events-title"):
        st.title(_("Customer events"), anchor=False, width="content")
        st.space("stretch")
        links.link_to("customers/directory.py", _("Customers"), icon=":material/group:")
        if may_plan:
            st.button(_("Plan an event"), key="plan-event", type="primary", icon=":material/add:",
                      on_click=event_forms.begin, args=("plan",))  # fmt: skip
    span = choose_span()
    pager = f"events_page_{span}"
    found = ask(events.events, span=span, page=current.remembered(pager, 1))

    if found.rows:
        event_parts.event_list(found.rows, key=f"events-{span}", is_past=span is Span.PAST)
    else:
        nothing(span, may_plan=may_plan)
    if found.total > PAGE:
        st.pagination(-(-found.total // PAGE), key=pager)
    if may_plan:
        event_forms.plan_dialog_if_asked()


def choose_span() -> Span:
    chosen = st.segmented_control(
        _("Which"), list(SPANS), default=Span.COMING, required=True, format_func=lambda code: _(SPANS[code]),
        label_visibility="collapsed", key="events_span", persist_state="session",
    )  # fmt: skip
    return chosen or Span.COMING


def nothing(span: Span, *, may_plan: bool) -> None:
    if span is Span.PAST:
        st.info(_("No event was held yet."), icon=":material/event:")
    elif may_plan:
        st.info(
            _("No event is planned. Plan a training, a thank-you event or a product trial, then invite customers."),
            icon=":material/event:",
        )
    else:
        st.info(_("No event is planned. Managers and customer service plan them."), icon=":material/event:")


page()
