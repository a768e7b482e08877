"""For whoever hears of somebody who may become a customer: written down in half a minute, on a phone too."""

from typing import Any

import streamlit as st

from auth.permissions import Permission
from care import leads
from care.leads import LENGTHS, NewLead, Twin
from core.i18n import _
from db.models import Lead, Source, Subject
from ui import current, labels, links
from ui.actions import perform, settle
from ui.complaint_forms import moment_typed
from ui.current import signed_in
from ui.dialog_parts import told
from ui.lead_labels import FIELDS
from ui.safe import esc

ABOVE, BELOW = ("phone", "name", "company"), ("region", "email", "wechat")


def page() -> None:
    signed_in(Permission.LEAD_CREATE)
    go_on()
    st.title(_("New lead"), anchor=False)
    with st.container(width=620, key="new-lead"):
        form()
        warn_of_twins()


def go_on() -> None:
    """A callback cannot switch pages: the new lead waits here for the run that follows."""
    if created := current.remembered("lead_created"):
        current.forget("lead_created")
        current.flash(_("Registered: {number}").format(number=esc(created[1])))
        links.to("leads/board.py", lead=str(created[0]))


def form() -> None:
    with st.form("new_lead", border=False):
        for field in ABOVE:
            text(field)
        st.selectbox(
            _(FIELDS["source"]), list(Source), format_func=labels.source, key=key("source"), persist_state="session"
        )
        st.text_area(_(FIELDS["need"]), key=key("need"), max_chars=LENGTHS["need"], height=96, persist_state="session")
        told("need")
        with st.expander(_("More, if you like")):
            for field in BELOW:
                text(field)
            label = _("{field} (empty: just now)").format(field=_("When they came to us"))
            st.datetime_input(label, None, key=key("received_at"), format="YYYY-MM-DD", step=300)
            told("received_at")
            text("note")
        st.form_submit_button(
            _("Register"), type="primary", on_click=save, args=(False,), shortcut="Ctrl+S", width="stretch"
        )


def text(field: str) -> None:
    st.text_input(_(FIELDS[field]), key=key(field), max_chars=LENGTHS[field], persist_state="session")
    told(field)


def key(field: str) -> str:
    return f"new_lead_{field}"


def save(is_another: bool) -> None:
    current.forget("lead_twins")
    typed: dict[str, Any] = {field: current.remembered(key(field)) or "" for field in LENGTHS}
    source, came = current.remembered(key("source")) or Source.OTHER, current.remembered(key("received_at"))
    lead = NewLead(**typed, source=source, received_at=moment_typed(came))
    done: Lead | tuple[Twin, ...] | None
    if is_another:
        done = perform(leads.register, lead=lead, despite=True)
    else:
        done = perform(leads.register_or_compare, lead=lead)
    if isinstance(done, tuple):
        current.remember("lead_twins", done)
    elif done is not None:
        settle()
        current.forget(*(key(field) for field in (*LENGTHS, "source", "received_at")))
        current.remember("lead_created", (done.id, done.number))


def warn_of_twins() -> None:
    twins: tuple[Twin, ...] = current.remembered("lead_twins", ())
    if not twins:
        return
    st.warning(_("This person seems to be here already. Please look before you save another lead."))
    for twin in twins:
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = _("Lead") if twin.subject is Subject.LEAD else _("Customer")
            owner = _("In charge: {name}").format(name=esc(twin.owner) if twin.owner else _("nobody"))
            words = [kind, esc(twin.name), esc(twin.phone), _(twin.why), owner]
            st.markdown(" · ".join(filter(None, words)), width="content")
            if twin.id is not None:
                is_lead = twin.subject is Subject.LEAD
                file, name = ("leads/board.py", "lead") if is_lead else ("customers/profile.py", "customer")
                links.link_to(file, _("Open"), icon=":material/open_in_new:", **{name: str(twin.id)})
    st.button(_("It is another one: save anyway"), key="save_anyway", on_click=save, args=(True,))


page()
