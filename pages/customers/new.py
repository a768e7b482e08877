"""For whoever has a new customer before them: thirty seconds, phone first, on a phone too."""

import streamlit as st

from auth.permissions import Permission
from care import customers
from care.customers import NewContact, Resembling
from core.i18n import _
from db.models import ChannelType, Customer, CustomerKind, Source
from ui import current, labels, links
from ui.actions import perform, problems, settle
from ui.current import signed_in
from ui.safe import esc

TYPED = (ChannelType.MOBILE, ChannelType.LANDLINE, ChannelType.EMAIL, ChannelType.WECHAT)


def page() -> None:
    signed_in(Permission.CUSTOMER_CREATE)
    go_on()
    st.title(_("New customer"), anchor=False)
    with st.container(width=620, key="new-customer"):
        form()
        warn_of_duplicates()


def go_on() -> None:
    """A callback cannot switch pages: the id of the new customer waits here for the run that follows."""
    if created := current.remembered("created"):
        current.forget("created")
        current.flash(_("Saved."))
        links.to_customer(created)


def form() -> None:
    with st.form("new_customer", border=False):
        text(ChannelType.MOBILE.value, _("Mobile"), placeholder=_("Several: put ; between them"))
        text("name", _("Name"))
        choice("kind", _("Kind"), list(CustomerKind)[::-1], labels.KINDS)
        choice("source", _("How did they find us?"), list(Source), customers.SOURCES)
        text("region", _("Region"))
        text("needs", _("Needs"))
        with st.expander(_("More")):
            for type_ in TYPED[1:]:
                text(type_.value, labels.channel(type_))
            for name in ("company", "industry", "scale", "address", "preferences", "note"):
                text(name, labels.customer_field(name))
        st.form_submit_button(_("Save"), type="primary", on_click=save, args=(False,), shortcut="Ctrl+S")


def text(name: str, label: str, *, placeholder: str = "") -> None:
    st.text_input(label, key=f"new_{name}", placeholder=placeholder, persist_state="session")
    if problem := problems().get(name):
        st.caption(f":red[{esc(problem)}]")


def choice(name: str, label: str, codes: list, words: dict) -> None:  # type: ignore[type-arg]
    st.selectbox(label, codes, format_func=lambda code: _(words[code]), key=f"new_{name}", persist_state="session")


def save(is_another: bool) -> None:
    current.forget("resembling")
    typed = {name: current.remembered(f"new_{name}") for name in (*customers.EDITABLE, *(t.value for t in TYPED))}
    channels = {type_: typed[type_.value] or "" for type_ in TYPED}
    details = {name: value for name, value in typed.items() if name in customers.EDITABLE and value}
    contacts = (NewContact(channels=channels),)
    done: Customer | tuple[Resembling, ...] | None
    if is_another:
        done = perform(customers.create_customer, details=details, contacts=contacts, is_another=True)
    else:
        done = perform(customers.create_or_compare, details=details, contacts=contacts)
    if isinstance(done, tuple):
        current.remember("resembling", done)
    elif done is not None:
        settle()
        current.forget(*(f"new_{name}" for name in typed))
        current.remember("created", done.id)


def warn_of_duplicates() -> None:
    candidates: tuple[Resembling, ...] = current.remembered("resembling", ())
    if not candidates:
        return
    st.warning(_("This customer seems to be here already. Please look before you save another one."))
    for one in candidates:
        with st.container(horizontal=True, vertical_alignment="center"):
            words = [esc(one.name), one.mobile and esc(one.mobile), esc(one.region), _(one.why)]
            owner = _("In charge: {name}").format(name=esc(one.owner) if one.owner else _("nobody"))
            st.markdown(" · ".join([word for word in words if word] + [owner]), width="content")
            if one.id is not None:
                links.link_to("customers/profile.py", _("Open"), icon=":material/open_in_new:", customer=str(one.id))
    st.button(_("It is another one: save anyway"), key="save_anyway", on_click=save, args=(True,))


page()
