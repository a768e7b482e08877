"""Adding or changing a person at a customer, with every way to reach them."""

import streamlit as st

from care import customers
from care.customers import OLDEST, Birth, Person, Profile, Reach
from core import clock
from core.i18n import _
from db.models import ChannelType
from ui import current, labels, lunar_parts
from ui.actions import perform
from ui.address import opened
from ui.dialog_parts import finish, told
from ui.profile_parts import reveal, revealed_ways

_TYPED = (ChannelType.MOBILE, ChannelType.LANDLINE, ChannelType.EMAIL, ChannelType.WECHAT)


def contact_dialog(file: Profile) -> None:
    """The person of `?contact=7`; 0 is somebody new."""
    contact_id = opened("contact") or 0
    person = next((person for person in file.contacts if person.id == contact_id), None)
    if person is not None and revealed_ways(file.id) is None:
        reveal(file.id)  # the address was opened anew: empty fields would say that there is no number
    ways = _seen(file, contact_id)
    st.text_input(_("Name"), person.name if person else "", key=f"contact_name_{contact_id}", max_chars=100)
    told("name")
    st.text_input(_("Job title"), person.title if person else "", key=f"contact_title_{contact_id}", max_chars=60)
    for type_ in _TYPED:
        known = "; ".join(reach.value.replace(";ext=", "-") for reach in ways if reach.type is type_)
        st.text_input(labels.channel(type_), known, key=f"contact_{type_.value}_{contact_id}")
        told(type_.value)
    st.caption(_("Several numbers or addresses: put ; between them."))
    _birthday(contact_id, person)
    with st.container(horizontal=True):
        st.form_submit_button(_("Save"), key="dialog_save", type="primary", on_click=_save, args=(file,))
        if person is not None:
            st.form_submit_button(_("Remove this contact"), key="contact_remove", on_click=_remove, args=(contact_id,))


def _birthday(contact_id: int, person: Person | None) -> None:
    solar, lunar = st.columns(2)
    with solar:
        st.date_input(labels.customer_field("birthday"), person.birthday if person else None, min_value=OLDEST,
                      max_value=clock.today(), format="YYYY-MM-DD", key=f"contact_born_{contact_id}")  # fmt: skip
        told("birthday")
    with lunar:
        lunar_parts.lunar_select(labels.customer_field("birthday_lunar"), person.birthday_lunar if person else "",
                                 key=f"contact_born_lunar_{contact_id}")  # fmt: skip
        told("birthday_lunar")


def _seen(file: Profile, contact_id: int) -> tuple[Reach, ...]:
    """What stood in the fields when they were opened."""
    ways = (revealed_ways(file.id) or {}).get(contact_id, ())
    return tuple(reach for reach in ways if reach.type in _TYPED)


def _save(file: Profile) -> None:
    contact_id = opened("contact") or 0
    name = current.remembered(f"contact_name_{contact_id}") or ""
    title = current.remembered(f"contact_title_{contact_id}") or ""
    channels = {type_: current.remembered(f"contact_{type_.value}_{contact_id}") or "" for type_ in _TYPED}
    born = Birth(
        current.remembered(f"contact_born_{contact_id}"), current.remembered(f"contact_born_lunar_{contact_id}") or ""
    )
    if contact_id:
        seen = _seen(file, contact_id)
        done = perform(
            customers.edit_contact, contact_id, name=name, title=title, channels=channels, seen=seen, born=born
        )
        finish(done)
    else:
        finish(perform(customers.add_contact, file.id, name=name, title=title, channels=channels, born=born))


def _remove(contact_id: int) -> None:
    finish(perform(customers.remove_contact, contact_id))
