"""For whoever hears a complaint: written down in half a minute, on a phone too, from anywhere."""

import streamlit as st

from auth.permissions import Permission
from care import complaints
from care.complaints import NewComplaint
from core.i18n import _
from ui import complaint_address as address
from ui import current, intake_what, intake_who
from ui.actions import perform, problems, settle
from ui.address import close, open_one, opened
from ui.current import signed_in
from ui.safe import esc

FORM = "intake"


def page() -> None:
    actor = signed_in(Permission.COMPLAINT_OPEN)
    if address.submitted(FORM):
        save()
    st.title(_("New complaint"), anchor=False)
    with st.container(width=720, key="new-complaint"):
        if saved := opened("registered"):
            # The form is gone until it is asked for: a field that stays keeps its words, and Enter registers twice.
            intake_what.registered_card(saved)
            return
        intake_what.kind_field()
        customer = intake_who.who_fields()
        follows()
        with st.form("intake_form", border=False):
            intake_what.what_fields(actor, customer)
            st.form_submit_button(
                _("Register"),
                key="intake_save",
                type="primary",
                on_click=address.submit,
                args=(FORM,),
                shortcut="Ctrl+S",
                width="stretch",
            )
        if found := problems():
            # On a phone the fields are out of sight by now.
            st.error(esc(found.get("customer_id") or _("Not saved yet: please see what is marked above.")))


def save() -> None:
    """The customer first, if new; then the complaint. Whatever is refused, the fields keep what was typed."""
    settle()
    customer_id = intake_who.customer_for_saving()
    if customer_id is None and intake_who.who() is not intake_who.Who.OTHER:
        if intake_who.who() is intake_who.Who.KNOWN:
            missing = _("Please choose the customer, or say that it is nobody we know.")
            current.remember("problems", {"customer_id": missing})
        return
    new = intake_what.typed(customer_id=customer_id)
    last: tuple[NewComplaint, int] | None = current.remembered("intake_last")
    if last and last[0] == new:
        open_one("registered", last[1])  # a double click: the very same words about the very same customer
        return
    done = perform(complaints.register, complaint=new)
    if done is None:
        return
    current.remember("intake_last", (new, done.id))
    current.forget(*(f"intake_{name}" for name in (*intake_who.KEYS, *intake_what.KEYS)))
    for name in ("customer", "follows"):
        close(name)
    open_one("registered", done.id)
    current.flash(_("Registered: {number}").format(number=esc(done.number)))
    st.rerun()


def follows() -> None:
    if opened("follows"):
        st.caption(_("It takes up a closed complaint of this customer again."))


page()
