"""The parts of a customer's profile: facts, purchases, contacts."""

import streamlit as st

from auth.permissions import Permission
from care import customers, privacy
from care.customers import Person, Profile, Reach
from core.i18n import _
from db.models import ChannelType
from ui import current, formats, labels, links
from ui.actions import ask, perform
from ui.profile_forms import shown
from ui.safe import esc


def facts(file: Profile) -> None:
    """What the file says, in two columns of words; empty fields are named once, together."""
    st.subheader(_("Facts"), anchor=False)
    lines = [(_("In charge"), esc(file.owner) or formats.NOTHING)]
    if file.backup_owner:
        lines.append((_("Stand-in"), esc(file.backup_owner)))
    told = {name: value for name, value in file.fields.items() if value and value != file.name}
    lines += [(labels.customer_field(name), shown(name, value)) for name, value in told.items()]
    with st.container(gap="xxsmall"):
        for label, value in lines:
            st.markdown(f":small[:gray[{label}]]  \n{value}")
    if file.tags:
        with st.container(horizontal=True, gap="small"):
            for tag in file.tags:
                st.badge(esc(tag), color="gray", icon=":material/label:")
    if file.freshness.missing:
        words = [labels.customer_field(name) for name in file.freshness.missing]
        st.caption(_("Still missing: {fields}").format(fields=_(", ").join(words)))


def purchases(file: Profile) -> None:
    st.subheader(_("Purchases"), anchor=False)
    with st.container(horizontal=True):
        st.metric(_("Revenue"), formats.round_money(file.bought.revenue_cents))
        st.metric(_("Orders"), formats.number(file.bought.order_count))
    words = [
        _("First: {day}").format(day=formats.day(file.bought.first_on)),
        _("Last: {day}").format(day=formats.day(file.bought.last_on)),
    ]
    if file.bought.usual_gap_days is not None:
        words.append(_("Usually every {n} days").format(n=file.bought.usual_gap_days))
    if file.bought.order_count:
        st.caption("  \n".join(words))


def consents(file: Profile) -> None:
    st.subheader(_("Consent"), anchor=False)
    in_force = {answer.purpose: answer for answer in reversed(ask(privacy.consents_of, file.id))}
    if not in_force:
        st.caption(_("Nobody has asked yet: no marketing, greetings or surveys until consent is recorded."))
    for purpose, answer in in_force.items():
        words = _("{field}: {value}").format(field=labels.purpose(purpose), value=labels.consent(answer.status))
        told = [formats.local_day(answer.at), esc(answer.by), esc(answer.evidence)]
        st.markdown(f"{words}  \n:small[:gray[{' · '.join(filter(None, told))}]]")


def contacts(file: Profile) -> None:
    """Masked until somebody asks; asking is written in the log."""
    revealed = revealed_ways(file.id)
    for person in file.contacts:
        _contact(file, person, revealed)
    if not file.contacts:
        st.caption(_("There is nobody to talk to yet."))
    with st.container(horizontal=True):
        if Permission.CUSTOMER_EDIT in file.may:
            st.button(_("Add a contact"), key="contact_new", icon=":material/add:", on_click=_edit, args=(file.id, 0))
        if Permission.CUSTOMER_REVEAL in file.may and file.contacts and revealed is None:
            st.button(_("Show in full"), key="reveal", icon=":material/visibility:", on_click=reveal, args=(file.id,))


def _contact(file: Profile, person: Person, revealed: dict[int, tuple[Reach, ...]] | None) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            main = " :material/star:" if person.is_primary and len(file.contacts) > 1 else ""
            st.markdown(f"**{esc(person.name)}** {esc(person.title)}{main}")
            st.space("stretch")
            if Permission.CUSTOMER_EDIT in file.may:
                st.button(
                    _("Edit"), key=f"contact_{person.id}", type="tertiary", on_click=_edit, args=(file.id, person.id)
                )
        for type_, value in _ways(person, revealed):
            st.markdown(f":small[:gray[{labels.channel(type_)}]]  {esc(value)}")


def _ways(person: Person, revealed: dict[int, tuple[Reach, ...]] | None) -> list[tuple[ChannelType, str]]:
    if revealed is None:
        return [(way.type, way.shown) for way in person.ways]
    return [(reach.type, formats.phone(reach.value)) for reach in revealed.get(person.id, ())]


def revealed_ways(customer_id: int) -> dict[int, tuple[Reach, ...]] | None:
    """What was shown in full since this profile was opened."""
    shown = current.remembered("revealed")
    return shown["ways"] if shown and shown["customer"] == customer_id else None


def reveal(customer_id: int) -> None:
    ways = perform(customers.reveal_channels, customer_id)
    if ways is not None:
        current.remember("revealed", {"customer": customer_id, "ways": ways})


def new_complaint(file: Profile) -> None:
    if current.actor().may(Permission.COMPLAINT_OPEN):
        links.link_to(
            "complaints/new.py", _("Register a complaint"), icon=":material/add_alert:", customer=str(file.id)
        )


def _edit(customer_id: int, contact_id: int) -> None:
    if contact_id and revealed_ways(customer_id) is None:
        reveal(customer_id)
    st.query_params["do"] = "contact"
    st.query_params["contact"] = str(contact_id)
