"""What a click on the day does: a drawer beside it, a word noted at once, or a screen of its own."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from care import complaints, customers, leads
from core.i18n import _
from db.models import InvitationMode
from ui import (
    collect_parts,
    current,
    greeting_drawer,
    lead_address,
    links,
    profile_dialogs,
    talk_parts,
    task_parts,
    today_duty_parts,
)
from ui import complaint_address as complaint
from ui import today_parts as parts
from ui.actions import ask, perform, settle
from ui.address import close, open_one, opened
from ui.complaint_drawer import complaint_drawer
from ui.lane_parts import Asked
from ui.lead_drawer import lead_drawer
from ui.safe import esc

_VERIFIED = "today_verified"
_BESIDE, _DAY = "beside", "day"
"""In the address, `?beside=day`: other screens use the same names of what is open."""


def answer(asked: Asked) -> None:
    """Do what was clicked; what opens beside the day is in the address."""
    settle()
    st.query_params[_BESIDE] = _DAY
    _DEEDS.get((asked.kind, asked.code), _nothing)(asked.id)


def undo_last() -> None:
    """What was just confirmed, and the way back."""
    done = current.remembered(_VERIFIED)
    if done:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="today-done"):
            words = _("{name}: the file is confirmed.").format(name=done.name)
            st.caption(f":material/check: {esc(words)}", width="content")
            st.button(_("Undo"), key="today_undo", type="tertiary", on_click=_unverify, args=(done,))


def open_asked() -> None:
    """One thing at a time stands beside the day: only what was opened from it, and that again after a reload."""
    if st.query_params.get(_BESIDE) != _DAY:
        return
    if complaint_id := complaint.shown():
        complaint_drawer(complaint_id)
    elif lead_id := lead_address.shown():
        lead_drawer(lead_id)
    elif task_id := opened("task"):
        task_parts.drawer(task_id)
    elif opened("greeting"):
        greeting_drawer.drawer_if_opened()
    elif customer_id := opened("customer"):
        _beside(customer_id)
    else:
        close(_BESIDE)  # nothing was opened, or it was closed: the day's own address again


def _beside(customer_id: int) -> None:
    if "do" not in st.query_params:
        close("customer")  # the drawer was closed, and leaves the day's own address
        return
    file = ask(customers.profile, customer_id)
    talk_parts.drawer_if_asked(file)
    profile_dialogs.open_asked(file)


def _nothing(_id: int) -> None:
    """A browser can ask for anything."""


def _profile(customer_id: int) -> None:
    links.to_customer(customer_id)


def _talk(customer_id: int) -> None:
    open_one("customer", customer_id)
    st.query_params["do"] = talk_parts.DO


def _consent(customer_id: int) -> None:
    file = ask(customers.profile, customer_id)
    if profile_dialogs.may_open("consent", file):
        open_one("customer", customer_id)
        st.query_params["do"] = "consent"
    else:
        _talk(customer_id)  # whoever may not record it asks, and passes the answer on


def _verify(customer_id: int) -> None:
    file = ask(customers.profile, customer_id)
    if perform(customers.verify, customer_id) is not None:
        current.remember(_VERIFIED, file)


def _unverify(file: customers.Profile) -> None:
    current.forget(_VERIFIED)
    perform(customers.unverify, file.id, back_to=file.freshness.verified_at)


def _visit(revisit_id: int) -> None:
    links.to("revisits/next.py", revisit=str(revisit_id))


def _greeting(greeting_id: int) -> None:
    open_one("greeting", greeting_id)


def _lead(lead_id: int) -> None:
    lead_address.show(lead_id)


def _lead_talk(lead_id: int) -> None:
    lead_address.show(lead_id)
    lead_address.begin_deed("talk")


def _claim(lead_id: int) -> None:
    if perform(leads.claim, lead_id) is not None:
        st.toast(_("It is yours. Call them soon."), icon=":material/check:")


def _complaint(complaint_id: int) -> None:
    complaint.go_back()
    open_one("complaint", complaint_id)


def _task(task_id: int) -> None:
    open_one("task", task_id)


def _escalation(escalation_id: int) -> None:
    raised = next((row for row in ask(complaints.open_escalations).rows if row.id == escalation_id), None)
    if raised is not None:  # else a colleague has answered meanwhile
        _complaint(raised.complaint_id)
        complaint.begin_deed("acknowledge", escalation_id)


def _collect(mode: InvitationMode, campaign_id: int) -> None:
    """Campaign 0: about purchases."""
    links.to("surveys/collect.py", **collect_parts.address_of(mode, campaign_id or None))


_DEEDS: dict[tuple[str, str], Callable[[int], None]] = {
    (parts.CUSTOMER, ""): _profile,
    (parts.CUSTOMER, parts.TALK): _talk,
    (parts.CUSTOMER, parts.VERIFY): _verify,
    (parts.CUSTOMER, parts.CONSENT): _consent,
    (parts.REVISIT, ""): _visit,
    (parts.REVISIT, parts.VISIT): _visit,
    (parts.GREETING, ""): _greeting,
    (parts.GREETING, parts.GREET): _greeting,
    (today_duty_parts.LEAD, ""): _lead,
    (today_duty_parts.LEAD, today_duty_parts.TALK): _lead_talk,
    (today_duty_parts.LEAD, today_duty_parts.CLAIM): _claim,
    (today_duty_parts.COMPLAINT, ""): _complaint,
    (today_duty_parts.COMPLAINT, today_duty_parts.OPEN): _complaint,
    (today_duty_parts.ESCALATION, ""): _escalation,
    (today_duty_parts.ESCALATION, today_duty_parts.ANSWER): _escalation,
    (today_duty_parts.TASK, ""): _task,
    (today_duty_parts.TASK, today_duty_parts.FINISH): _task,
    **{
        (f"{today_duty_parts.SURVEY}_{mode}", code): partial(_collect, mode)
        for mode in InvitationMode
        for code in ("", today_duty_parts.OPEN)
    },
}
