"""The list of greetings: by lane, each line opens its drawer; what was just done can be taken back."""

from collections.abc import Sequence

import streamlit as st

from care import greetings
from care.greetings import Calendar, GreetingLine, Lane, Lines
from core.i18n import _, ngettext
from db.models import Occasion
from ui import current, formats, greeting_labels, labels
from ui.actions import ask, perform
from ui.address import open_one
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

DONE = "greeting-done"
Filter = tuple[Occasion | None, str]


def lanes(found: Calendar) -> None:
    for lane, lines in found.lanes.items():
        if lines.total:
            _lane(lane, lines)


def _lane(lane: Lane, lines: Lines) -> None:
    mark = ":red[▲] " if lane is Lane.OVERDUE else ""
    title = _(greeting_labels.LANES[lane])
    st.subheader(f"{mark}{title} · {formats.number(lines.total)}", anchor=False)
    greeting_list(lines.first, key=f"greetings-{lane.value}")
    if lines.hidden:
        more = ngettext("and {n} more: greet many at once, or choose an occasion.",
                        "and {n} more: greet many at once, or choose an occasion.", lines.hidden)  # fmt: skip
        st.caption(esc(more.format(n=formats.number(lines.hidden))))


def greeting_list(rows: Sequence[GreetingLine], *, key: str) -> None:
    columns = [
        Column(_("Customer"), "third"), Column(_("Occasion"), "third"), Column(_("When"), "quarter"),
        Column(_("In charge"), "desk"),
    ]  # fmt: skip
    if greeting_id := linked_list(columns, [_line(row) for row in rows], key=key):
        open_one("greeting", greeting_id)
        st.rerun()


def _line(row: GreetingLine) -> ListRow:
    cells = (
        Cell(row.customer, quiet=row.person, marks=(Mark(labels.tier(row.tier)),)),
        Cell(greeting_labels.what(row.occasion, row.about, row.years)),
        Cell(greeting_labels.when(row.day)),
        Cell(row.owner or _("nobody")),
    )
    return ListRow(row.id, f"/{screen('greetings/greetings.py').address}?greeting={row.id}", cells)


def note_done(greeting_id: int, customer: str) -> None:
    """Offered to be taken back until the next one is done."""
    current.remember(DONE, {"id": greeting_id, "customer": customer})


def offer_undo() -> None:
    if done := current.remembered(DONE):
        words = _("{name} is done.").format(name=esc(done["customer"]))
        with st.container(horizontal=True, vertical_alignment="center", key="greeting-undo"):
            st.caption(words, width="content")
            st.button(_("Undo"), key="undo-greeting", type="tertiary", icon=":material/undo:", on_click=_undo,
                      args=(done["id"],))  # fmt: skip


def _undo(greeting_id: int) -> None:
    current.forget(DONE)
    if perform(greetings.reopen, greeting_id) is not None:
        current.flash(_("It stands on the list again."))


def choose_filter() -> Filter:
    """One occasion, or one of the coming festivals and days."""
    festivals: list[Filter] = [(Occasion.FESTIVAL, one.about) for one in ask(greetings.targets) if one.named_id is None]
    options: list[Filter] = [(occasion, "") for occasion in Occasion] + festivals
    chosen = st.selectbox(
        _("Occasion"), options, index=None, format_func=lambda one: greeting_labels.subject(*one),
        placeholder=_("Any occasion"), label_visibility="collapsed", key="greetings_occasion", width=200,
        persist_state="session",
    )  # fmt: skip
    return chosen or (None, "")
