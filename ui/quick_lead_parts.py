"""A lead written down on a phone: what was typed stays until it is saved, wherever one goes meanwhile."""

from typing import Any

import streamlit as st

from care import customers, leads, privacy
from care.leads import Agreed, NewLead, Twin
from core import clock
from core.i18n import _
from db.models import ConsentPurpose, Lead, LeadOrigin, Source, Subject
from ui import current, formats, labels, links
from ui.actions import ask, perform, problems, settle
from ui.dialog_parts import told
from ui.safe import esc

_SOURCES = (
    Source.EXHIBITION, Source.VISIT, Source.REFERRAL, Source.STORE, Source.PHONE, Source.SOCIAL_MEDIA,
    Source.WEBSITE, Source.EMAIL, Source.OTHER,
)  # fmt: skip
_THEIRS = ("phone", "name", "need", "agreed")
"""What belongs to one person; the source and how they agreed stay for the next one."""
_LAST, _TURN = "quick_last", "quick_turn"


def just_saved() -> None:
    """Who was saved last, and how many since the page was opened."""
    last = current.remembered(_LAST)
    if last is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="quick-saved"):
        words = _("Saved: {name}, {number}. Now the next one.").format(name=last["name"], number=last["number"])
        st.markdown(f":material/check: {esc(words)}", width="content")
        _open(last["subject"], last["id"])


def fields() -> None:
    st.text_input(_("Phone"), key=_key("phone"), autocomplete="off", persist_state="session")
    told("phone")
    st.text_input(_("Name"), key=_key("name"), autocomplete="off", persist_state="session")
    told("name")
    st.selectbox(
        _("How did they find us?"),
        _SOURCES,
        format_func=labels.source,
        key="quick_source",
        filter_mode=None,
        persist_state="session",
    )
    st.text_input(_("What do they want?"), key=_key("need"), max_chars=leads.LENGTHS["need"], persist_state="session")
    told("need")


def consent() -> None:
    """Whether they were told and agreed, and how: without it they are called once and for nothing else."""
    st.checkbox(_("They agree that we keep this and call them about it"), key=_key("agreed"), persist_state="session")
    if not current.remembered(_key("agreed")):
        return
    st.pills(
        _("How did they say so?"),
        list(privacy.CHANNELS),
        format_func=lambda code: _(labels.CONSENT_CHANNELS[code]),
        key="quick_channel",
        persist_state="session",
    )
    told("consents")
    with st.popover(_("What to tell them"), type="tertiary", icon=":material/policy:"):
        st.text(ask(privacy.notice_in_force))


def known_ones(by: str) -> None:
    """Below the button, so that nothing moves under the thumb: who seems to be here already."""
    found = _alike()
    if not found:
        return
    st.warning(_("Somebody like this is here already. Please look before you save."), icon=":material/group:")
    for twin in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            owner = _("In charge: {name}").format(name=twin.owner or _("nobody"))
            said = " · ".join(filter(None, [twin.name, twin.phone, _(twin.why), owner]))
            st.markdown(esc(said), width="content")
            _open(twin.subject, twin.id)
    st.button(_("It is another one: save anyway"), key="quick_save_anyway", on_click=save, args=(by, True))


def save(by: str, is_another: bool = False) -> None:
    settle()
    lead = _typed(by)
    done: Lead | tuple[Twin, ...] | None
    if is_another:
        done = perform(leads.register, lead=lead, despite=True)
    else:
        done = perform(leads.register_or_compare, lead=lead)
    if isinstance(done, Lead):
        current.remember(_LAST, {"subject": Subject.LEAD, "id": done.id, "name": done.name, "number": done.number})
        current.forget(*map(_key, _THEIRS))
        current.remember(_TURN, current.remembered(_TURN, 0) + 1)


def _alike() -> tuple[Twin, ...]:
    """As soon as a number can be read; what cannot be read is told when it is saved."""
    phone, name = _of("phone"), _of("name")
    read = customers.read_phones(phone)
    if not read.numbers or read.fault or problems():
        return ()
    return ask(leads.resembling, lead=NewLead(name=name or phone, phone=phone))


def _typed(by: str) -> NewLead:
    agreed: tuple[Agreed, ...] = ()
    if current.remembered(_key("agreed")):
        evidence = _("Told to {name}, {moment}").format(name=by, moment=formats.moment(clock.now()))
        agreed = (Agreed(ConsentPurpose.SERVICE, current.remembered("quick_channel") or "", evidence),)
    return NewLead(
        name=_of("name"),
        phone=_of("phone"),
        source=current.remembered("quick_source") or _SOURCES[0],
        need=_of("need"),
        origin=LeadOrigin.QUICK,
        consents=agreed,
    )


def _of(name: str) -> str:
    typed: Any = current.remembered(_key(name))
    return str(typed or "").strip()


def _key(name: str) -> str:
    """Everybody's fields are their own: a browser keeps what was typed into a field of the same key."""
    return f"quick_{name}_{current.remembered(_TURN, 0)}"


def _open(subject: Any, id_: int | None) -> None:
    """A way to them, for those who may see them."""
    way = links.way_to(subject, id_) if id_ is not None else None
    if way is not None:
        links.link_to(way.file, _("Open"), icon=":material/open_in_new:", **way.query)
