"""Registering a complaint, second part: what it is about; and what is told when it is saved."""

from typing import Any

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import complaints, orders
from care.complaints import NewComplaint
from care.customers import Profile
from core import clock
from core.i18n import _
from db.models import ComplaintCategory, ComplaintKind, Medium, Severity
from ui import clock_parts, current, links
from ui import complaint_labels as words
from ui import complaint_signs as signs
from ui.actions import ask
from ui.address import close, opened
from ui.complaint_forms import moment_typed, one_of
from ui.dialog_parts import told
from ui.people_apart import told_apart
from ui.safe import esc

KEYS = (
    "channel", "category", "description", "remedy_requested", "received_at", "late_reason", "product", "order_id",
    "severity", "handler_id",
)  # fmt: skip


def kind_field() -> ComplaintKind:
    st.segmented_control(
        _("What is it?"),
        list(ComplaintKind),
        default=ComplaintKind.COMPLAINT,
        required=True,
        format_func=words.word,
        key="intake_kind",
    )
    return kind()


def kind() -> ComplaintKind:
    return ComplaintKind(current.remembered("intake_kind") or ComplaintKind.COMPLAINT)


def what_fields(actor: Actor, customer: Profile | None) -> None:
    """In the order in which a person tells it; what is seldom needed is folded away."""
    one_of(_("How did it reach us?"), Medium, Medium.PHONE, key="intake_channel")
    told("channel")
    one_of(_("What is it about?"), ComplaintCategory, None, key="intake_category")
    told("category")
    st.text_area(_("What did the customer say?"), key="intake_description", max_chars=4000, height=110)
    told("description")
    label = _("What does the customer want?")
    if kind() is not ComplaintKind.COMPLAINT:
        label = _("{field} (optional)").format(field=label)
    st.text_input(label, key="intake_remedy_requested", max_chars=1000, placeholder=_("“Not said” is an answer too"))
    told("remedy_requested")
    with st.expander(_("Earlier than now, order, product, severity, handler")):
        _when()
        _which(customer)
        _how_severe()
        _whose(actor)


def _when() -> None:
    st.datetime_input(
        _("When did the customer say it? (empty: just now)"),
        None,
        max_value=clock.local(clock.now()).replace(tzinfo=None),
        key="intake_received_at",
        format="YYYY-MM-DD",
        step=300,
    )
    told("received_at")
    st.text_input(_("More than a day ago: why so late?"), key="intake_late_reason", max_chars=300)
    told("late_reason")


def _which(customer: Profile | None) -> None:
    st.text_input(_("Product or service"), key="intake_product", max_chars=120)
    told("product")
    if customer is None:
        return
    rows = {row.id: row for row in ask(orders.orders_of, customer.id).rows}
    if rows:
        named = {id_: f"{row.number} · {row.ordered_on}" for id_, row in rows.items()}
        st.selectbox(
            _("Order"),
            list(named),
            None,
            format_func=lambda id_: esc(named[id_]),
            key="intake_order_id",
            placeholder=_("None in particular"),
        )
    told("order_id")


def _how_severe() -> None:
    one_of(_("Severity"), Severity, Severity.NORMAL, key="intake_severity")
    st.caption(_("Words about safety, press, law or whole batches make it critical by themselves."))
    told("severity")


def _whose(actor: Actor) -> None:
    people = told_apart({one.id: one.name for one in ask(complaints.complaint_choices).handlers})
    named = {0: _("Whoever takes it from the queue"), **people}
    at = list(named).index(actor.id) if actor.may(Permission.COMPLAINT_HANDLE) and actor.id in named else 0
    st.selectbox(_("Handler"), list(named), at, format_func=named.__getitem__, key="intake_handler_id")
    told("handler_id")


def typed(*, customer_id: int | None) -> NewComplaint:
    """What stands in the fields."""
    given: dict[str, Any] = {key: current.remembered(f"intake_{key}") for key in KEYS}
    return NewComplaint(
        kind=kind(),
        channel=given["channel"],
        category=given["category"],
        description=given["description"] or "",
        customer_id=customer_id,
        reporter_name=current.remembered("intake_reporter_name") or "",
        reporter_reach=current.remembered("intake_reporter_reach") or "",
        order_id=given["order_id"],
        product=given["product"] or "",
        received_at=moment_typed(given["received_at"]),
        late_reason=given["late_reason"] or "",
        severity=given["severity"],
        remedy_requested=given["remedy_requested"] or "",
        handler_id=given["handler_id"] or None,
        notice_shown=bool(current.remembered("intake_notice_shown")),
        follows_id=opened("follows"),
    )


def registered_card(complaint_id: int) -> None:
    """The one just saved: its number, what it became by itself, what is due when."""
    file = ask(complaints.complaint_file, complaint_id)
    with st.container(border=True, gap="small", key="intake-saved"):
        told = _("Registered: {number}").format(number=esc(file.facts.number))
        st.markdown(f":green[:material/check_circle:] **{told}**")
        with st.container(horizontal=True, gap="small"):
            tone = signs.SEVERITY_TONES[file.facts.severity]
            st.badge(words.word(file.facts.severity), icon=signs.SEVERITY_ICONS[file.facts.severity], color=tone)
            if file.facts.is_safety:
                st.badge(_("Critical because of what the customer said"), color="red")
            if file.links.repeat_of:
                told = _("Repeats {number}").format(number=esc(file.links.repeat_of.number))
                st.badge(told, icon=":material/repeat:", color="orange")
        clock_parts.clocks(file.faces, key="intake-clocks")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                _("Register another one"),
                key="intake_another",
                icon=":material/add:",
                on_click=close,
                args=("registered",),
            )
            links.link_to(
                "complaints/complaint.py", _("Open it"), icon=":material/arrow_forward:", complaint=str(complaint_id)
            )
