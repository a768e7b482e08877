"""The two forms of a visit's drawer that ask why: another day, or left out."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from care import revisits
from care.revisits import VisitSheet
from core import clock
from core.i18n import N_, _
from ui import current, formats, visit_address
from ui.actions import conflict, perform
from ui.dialog_parts import told
from ui.safe import esc

_WHY_MOVED: Mapping[str, str] = {
    "asked": N_("The customer asked for it"),
    "travel": N_("On a business trip"),
    "unreached": N_("Could not be reached"),
    "crowded": N_("Too much on that day"),
}
_WHY_SKIPPED: Mapping[str, str] = {
    "met": N_("Met on another occasion"),
    "unwanted": N_("The customer wants no visit"),
    "closed": N_("The customer has closed"),
}


def move_form(sheet: VisitSheet) -> None:
    """Another day by keyboard or thumb, and the reason of a drag."""
    key = f"visit-{sheet.id}-move"
    seen = visit_address.seen(sheet.version)
    if visit_address.submitted("move") and _moved(sheet, key, seen):
        return
    with st.form(key, border=False):
        st.date_input(_("New day"), _offered(sheet), key=f"{key}-on", format="YYYY-MM-DD")
        told("on")
        _reason(_WHY_MOVED, key)
        _buttons(_("Move"), "move", key)


def skip_form(sheet: VisitSheet) -> None:
    key = f"visit-{sheet.id}-skip"
    if visit_address.submitted("skip") and _skipped(sheet, key):
        return
    with st.form(key, border=False):
        st.markdown(_("It counts as not made, and the next one is planned a cycle later."))
        _reason(_WHY_SKIPPED, key)
        _buttons(_("Leave it out"), "skip", key)


def _offered(sheet: VisitSheet) -> date:
    """Where it was dropped; else where it stands, or today."""
    return visit_address.dropped_on() or max(sheet.planned_on, clock.today())


def _reason(reasons: Mapping[str, str], key: str) -> None:
    st.pills(_("Why?"), list(reasons), format_func=lambda code: _(reasons[code]), key=f"{key}-why")
    st.text_input(
        _("In your words"), key=f"{key}-words", max_chars=200, label_visibility="collapsed",
        placeholder=_("In your words, if it is something else"),
    )  # fmt: skip
    told("reason")


def _buttons(label: str, deed: str, key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        st.form_submit_button(label, key=f"{key}-save", type="primary", on_click=visit_address.submit, args=(deed,))
        st.form_submit_button(_("Back"), key=f"{key}-back", on_click=visit_address.go_back)


def _said(reasons: Mapping[str, str], key: str) -> str:
    """The chip in the words of whoever chose it, and what was typed."""
    chosen, words = current.remembered(f"{key}-why"), current.remembered(f"{key}-words") or ""
    return " · ".join(filter(None, [_(reasons[chosen]) if chosen in reasons else "", words.strip()]))


def _moved(sheet: VisitSheet, key: str, seen: int) -> bool:
    on = current.remembered(f"{key}-on") or _offered(sheet)
    if perform(revisits.reschedule, sheet.id, on=on, reason=_said(_WHY_MOVED, key), seen=seen) is not None:
        current.flash(_("Moved to {day}.").format(day=esc(formats.weekday(on))))
        visit_address.close()
        return True
    if tell_moved():
        visit_address.see_again()
    return False


def tell_moved() -> bool:
    """Whether a colleague was quicker, and where the visit stands because of it."""
    if (met := conflict()) is None:
        return False
    stands = formats.weekday(date.fromisoformat(str(met.theirs["on"])))
    said = _("A colleague has moved it to {day} meanwhile. Save again to put your day over theirs.")
    st.warning(said.format(day=esc(stands)), icon=":material/group:")
    return True


def _skipped(sheet: VisitSheet, key: str) -> bool:
    if perform(revisits.skip, sheet.id, reason=_said(_WHY_SKIPPED, key)) is None:
        return False
    current.flash(_("Left out. The next one is planned."))
    visit_address.close()
    return True
