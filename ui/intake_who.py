"""Registering a complaint, first part: who came to us. Found in one field, new in two, or nobody we know."""

from enum import StrEnum

import streamlit as st

from care import complaints, customers, privacy
from care.customers import NewContact, Profile, Resembling
from core.i18n import N_, _
from db.models import ChannelType, Customer
from ui import complaint_labels as words
from ui import current, customer_search, formats, links
from ui.actions import ask, perform, settle
from ui.address import close, open_one, opened
from ui.dialog_parts import told
from ui.safe import esc


class Who(StrEnum):
    KNOWN = "known"
    NEW = "new"
    OTHER = "other"


_WAYS = {Who.KNOWN: N_("A customer"), Who.NEW: N_("New customer"), Who.OTHER: N_("Not a customer, or anonymous")}
KEYS = ("who", "search", "name", "mobile", "reporter_name", "reporter_reach", "notice_shown")


def who_fields() -> Profile | None:
    """The chosen customer; None while there is none, or for somebody who is none."""
    if customer_id := opened("customer"):
        return _chosen(customer_id)
    st.segmented_control(
        _("Who came to us?"),
        list(Who),
        default=Who.KNOWN,
        required=True,
        format_func=lambda way: _(_WAYS[way]),
        key="intake_who",
    )
    {Who.KNOWN: _search, Who.NEW: _newcomer, Who.OTHER: _stranger}[who()]()
    return None


def who() -> Who:
    return Who(current.remembered("intake_who") or Who.KNOWN)


def customer_for_saving() -> int | None:
    """The customer's id, the new one's as soon as they are added; None with a reason on the screen, or for nobody."""
    if customer_id := opened("customer"):
        return customer_id
    if who() is Who.NEW:
        return _add(is_another=bool(current.remembered("intake_is_another")))
    return None


def _chosen(customer_id: int) -> Profile:
    file = ask(customers.profile, customer_id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="intake-customer"):
        phone = next((way.shown for one in file.contacts for way in one.ways), "")
        tier = words_of(file)
        st.markdown(f":material/person: **{esc(file.name)}** {esc(phone)} :small[:gray[{tier}]]", width="content")
        st.button(_("Somebody else"), key="intake_other", type="tertiary", on_click=close, args=("customer",))
    _alike(customer_id)
    return file


def words_of(file: Profile) -> str:
    owner = esc(file.owner) or _("nobody")
    return _("In charge: {name}").format(name=owner)


def _alike(customer_id: int) -> None:
    """The same thing told twice is one complaint: what is open is shown before another is typed."""
    still = [one for one in ask(complaints.alike, customer_id=customer_id) if one.is_open]
    if not still:
        return
    st.info(_("This customer has open cases. Is it one of them?"), icon=":material/content_copy:")
    for one in still:
        line = " · ".join(
            [one.number, words.word(one.category), words.word(one.state), formats.moment(one.received_at)]
        )
        links.link_to("complaints/complaint.py", esc(line), icon=":material/open_in_new:", complaint=str(one.id))


def _search() -> None:
    nobody = _("Nobody is found. Take “New customer”, or “Not a customer, or anonymous”.")
    customer_search.search("intake_search", pick=_pick, nobody=nobody)


def _pick(customer_id: int) -> None:
    settle()
    open_one("customer", customer_id)
    current.forget("intake_search", "intake_resembling")


def _newcomer() -> None:
    left, right = st.columns(2)
    with left:
        st.text_input(_("Name"), key="intake_name", max_chars=200)
        told("name")
    with right:
        st.text_input(_("Mobile"), key="intake_mobile", type="phone")
        told(ChannelType.MOBILE.value)
    _notice(_("I told them what becomes of their data"))
    _compare()


def _stranger() -> None:
    left, right = st.columns(2)
    with left:
        st.text_input(_("Name, if they said it"), key="intake_reporter_name", max_chars=100)
        told("reporter_name")
    with right:
        st.text_input(_("How to reach them, if they said it"), key="intake_reporter_reach", max_chars=100)
        told("reporter_reach")
    _notice(_("I told them what becomes of their name and number"))


def _notice(promise: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.checkbox(promise, key="intake_notice_shown")
        with st.popover(_("What they are told"), type="tertiary"):
            st.markdown("  \n".join(esc(line) for line in ask(privacy.notice_in_force).splitlines()))
    told("notice_shown")


def _add(*, is_another: bool) -> int | None:
    made: Customer | tuple[Resembling, ...] | None
    details = {"name": current.remembered("intake_name") or ""}
    channels = {ChannelType.MOBILE: current.remembered("intake_mobile") or ""}
    contacts = (NewContact(channels=channels),)
    if is_another:
        made = perform(customers.create_customer, details=details, contacts=contacts, is_another=True)
    else:
        made = perform(customers.create_or_compare, details=details, contacts=contacts)
    if isinstance(made, tuple):
        current.remember("intake_resembling", made)
        return None
    if made is None:
        return None
    current.forget("intake_resembling", "intake_is_another")
    open_one("customer", made.id)
    return made.id


def _compare() -> None:
    candidates: tuple[Resembling, ...] = current.remembered("intake_resembling", ())
    if not candidates:
        return
    st.warning(_("This customer seems to be here already. Please look before you save another one."))
    for one in candidates:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            told = [one.name, one.mobile, one.region, one.owner]
            st.markdown(f"{esc(' · '.join(filter(None, told)))} · {_(one.why)}", width="content")
            if one.id is not None:
                st.button(_("It is this one"), key=f"same_{one.id}", on_click=_pick, args=(one.id,))
    st.checkbox(_("It is another one: add a new customer all the same"), key="intake_is_another")
