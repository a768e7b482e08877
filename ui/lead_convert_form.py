"""Making a customer of a lead: a new file, or joining one who is there already."""

import streamlit as st

from care import leads
from care.customers import Resembling
from care.leads import Into, LeadFile
from core.i18n import _
from db.models import Customer
from ui import current, lead_address
from ui.actions import perform, problems
from ui.safe import esc

_ALIKE = "lead_alike"


def convert_form(file: LeadFile) -> bool:
    """Whether it is a customer now."""
    key, seen = f"lead_{file.id}_convert", lead_address.seen(file.id, file.version)
    st.caption(
        _("Contacts, consents, source and owner go along; the lead stays in the customer's story as {number}.").format(
            number=esc(file.number)
        )
    )
    if lead_address.submitted(key) and _convert(file, Into(), seen):
        return True
    alike: tuple[Resembling, ...] = current.remembered(_ALIKE, ())
    if not alike:
        _button(key, _("Make a customer"), kind="primary")
        return False
    return _choose(file, key, seen, alike)


def _choose(file: LeadFile, key: str, seen: int, alike: tuple[Resembling, ...]) -> bool:
    st.warning(_("This customer seems to be here already. Please look before you save another one."))
    for place, one in enumerate(alike):
        join = f"{key}_join_{place}"
        if one.id is not None and lead_address.submitted(join) and _convert(file, Into(one.id), seen):
            return True
        owner = _("In charge: {name}").format(name=esc(one.owner) if one.owner else _("nobody"))
        words = [esc(one.name), esc(one.mobile), esc(one.region), _(one.why), owner]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(" · ".join(filter(None, words)), width="content")
            if one.id is not None:
                _button(join, _("It is them: join"))
    another = f"{key}_another"
    if lead_address.submitted(another) and _convert(file, Into(is_another=True), seen):
        return True
    _button(another, _("It is another one: save anyway"))
    return False


def _convert(file: LeadFile, into: Into, seen: int) -> bool:
    done: Customer | tuple[Resembling, ...] | None
    done = perform(leads.convert_or_compare, file.id, into=into, seen=seen)
    if isinstance(done, tuple):
        current.remember(_ALIKE, done)
        return False
    if done is None:
        for problem in problems().values():
            st.error(esc(problem))
        lead_address.look_again(file.id, file.version)
        return False
    current.flash(_("{name} is a customer now: {number}").format(name=esc(done.name), number=esc(done.number)))
    return True


def _button(key: str, label: str, *, kind: str = "secondary") -> None:
    st.button(label, key=key, type=kind, on_click=lead_address.submit, args=(key,))  # type: ignore[arg-type]
