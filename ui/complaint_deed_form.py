"""The form of one deed about a complaint, in the drawer. By `?do=`."""

import streamlit as st

from care.complaints import ComplaintFile
from core.i18n import _
from ui import complaint_address as address
from ui import complaint_answers as told
from ui import current
from ui.actions import conflict
from ui.complaint_deed_acts import opened_with
from ui.complaint_deeds import DEEDS
from ui.complaint_forms import draw, typed
from ui.safe import esc


def deed_form(file: ComplaintFile, code: str) -> None:
    """The form of this deed, as it is drawn in the drawer."""
    deed = DEEDS[code]
    key = f"deed_{file.facts.id}_{code}_{address.part()}"
    icon = deed.icon
    st.markdown(f"#### {icon} {_(deed.title)}")
    if current.remembered("deed_base") is None and not deed.may(file):
        st.warning(_("This cannot be done here and now, or not by you."), icon=":material/block:")
        return
    base = opened_with(file)
    prefilled = base["fields"] if code == "edit" else deed.prefilled(file)
    if address.submitted(key) and (
        address.is_done(key) or deed.act(file, typed(deed.asks, key, prefilled)) is not None
    ):
        current.flash(_(deed.done))
        address.done(key)
        return
    _tell_conflict(file)
    with st.form(f"{key}_form", border=False):
        draw(deed.asks, key, prefilled=prefilled, offered=deed.offered(file))
        st.form_submit_button(
            _("Save"),
            key=f"{key}_save",
            type="primary",
            on_click=address.submit,
            args=(key,),
            shortcut="Ctrl+S",
            width="stretch",
        )


def _tell_conflict(file: ComplaintFile) -> None:
    """What they changed meanwhile; saving once more is meant, and puts these words over theirs."""
    met = conflict()
    if met is None:
        return
    st.warning(esc(met.sentence))
    for name, value in met.theirs.items():
        shown = told.field_line(name, value)
        st.caption(_("They changed: {change}").format(change=shown))
    opened_with(file)["version"] = met.version
