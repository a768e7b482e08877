"""One complaint beside a list of many: who, what, how long, what is next; and each form of it, in the same drawer."""

from collections.abc import Iterator

import streamlit as st

from care import complaints
from care.complaints import ComplaintFile
from core.i18n import _
from ui import clock_parts, complaint_parts, complaint_timeline, links
from ui import complaint_address as address
from ui.actions import ask
from ui.complaint_deed_form import deed_form
from ui.complaint_deeds import DEEDS
from ui.complaint_gate import gate_form
from ui.safe import esc

_LAST = 3


def complaint_drawer(complaint_id: int) -> None:
    """What `?complaint=7` opens beside a board or a list; a move or a deed in the address opens its form at once."""
    address.closing("complaint")
    _open(complaint_id)


def form_drawer(complaint_id: int) -> bool:
    """On the complaint's own page: the form of `?move=` or `?do=` alone; the complaint stays in the address.

    Whether there is one: only one dialog can be open.
    """
    if address.move_asked() is None and address.deed_asked() not in DEEDS:
        return False
    address.closing("move", "do")
    _open(complaint_id)
    return True


def _open(complaint_id: int) -> None:
    file = ask(complaints.complaint_file, complaint_id)
    sheet = st.dialog(esc(file.facts.number), width="medium", position="right", on_dismiss=address.close)(_sheet)
    sheet(complaint_id, iter([file]))


def _sheet(complaint_id: int, just_asked: Iterator[ComplaintFile]) -> None:
    """Drawn by itself from the second time on, and then from what is so by then."""
    if not address.is_open():
        st.rerun()
    with st.container(key="complaint-drawer", gap="small"):
        file = next(just_asked, None) or ask(complaints.complaint_file, complaint_id)
        complaint_parts.heading(file, key="drawer")
        clock_parts.clock_lines(file.faces)
        move, deed = address.move_asked(), address.deed_asked()
        if move is not None:
            gate_form(file, move)
        elif deed in DEEDS:
            deed_form(file, deed)
        else:
            _summary(file)
    if not address.is_open():
        st.rerun()


def _summary(file: ComplaintFile) -> None:
    complaint_parts.customers_words(file, key="drawer")
    complaint_parts.ways_on(file, key="drawer")
    links.link_to(
        "complaints/complaint.py",
        _("Open the whole file"),
        icon=":material/open_in_full:",
        complaint=str(file.facts.id),
    )
    st.caption(esc(_("Latest")))
    complaint_timeline.timeline(file, names=complaint_parts.names(file), limit=_LAST)
