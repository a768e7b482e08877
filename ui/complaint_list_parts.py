"""Complaints as a list: many at once, also those that ended, a page at a time."""

import streamlit as st

from care import complaints
from care.complaints import BoardFilters, ComplaintLine, ComplaintListing, Order, Span, Standing
from core import clock
from core.i18n import N_, _, ngettext
from db.models import Severity
from ui import complaint_filters, complaint_signs, formats
from ui.actions import ask
from ui.complaint_cards import due
from ui.complaint_labels import word
from ui.menu import screen
from ui.table_parts import Cell, Column, ListRow, Mark, Paging, linked_list, turned

KEY = "complaint_list"
SPANS = {Span.OPEN: N_("Still open"), Span.ENDED: N_("Ended"), Span.ALL: N_("All")}
ORDERS = {
    Order.DUE: N_("Due first"),
    Order.RECEIVED: N_("Newest first"),
    Order.CLOSED: N_("Last ended first"),
}
# A shape, a word and a colour each.
STANDINGS = {
    Standing.ON_TIME: ("✓", N_("On time"), "green"),
    Standing.AT_RISK: ("◔", N_("At risk"), "orange"),
    Standing.OVERDUE: ("▲", N_("Past due"), "red"),
    Standing.PAUSED: ("‖", N_("Paused"), "grey"),
    Standing.MET: ("✓", N_("In time"), "green"),
    Standing.MISSED: ("▲", N_("Late"), "red"),
    Standing.EXCLUDED: ("–", N_("Not counted"), "grey"),
}


def span_picker() -> Span:
    chosen = st.segmented_control(
        _("Which"),
        list(SPANS),
        default=Span.OPEN,
        format_func=lambda span: _(SPANS[span]),
        key="complaints_span",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return Span(chosen or Span.OPEN)


def complaint_list(filters: BoardFilters, span: Span) -> int | None:
    """A page of complaints; the id of the line that was clicked."""
    which = f"{abs(hash((filters, span))):x}"
    turn = turned(KEY, of=which)
    order = Order(turn.order) if turn.order in ORDERS else _usual(span)
    found = ask(complaints.listing, filters=filters, span=span, order=order, page=turn.page)
    if not found.lines:
        complaint_filters.nothing(filters)
        return None
    titles = (
        Column(_("Complaint")),
        Column(_("Number"), "desk"),
        Column(_("Category"), "desk"),
        Column(_("State")),
        Column(_("Handler")),
        Column(_("Received"), "desk"),
        Column(_("Due")),
        Column(_("Clock")),
    )
    return linked_list(titles, [_row(line) for line in found.lines], key=KEY, paging=_paging(found, order, which))


def _paging(found: ComplaintListing, order: Order, which: str) -> Paging:
    near = {1, 2, found.pages, *range(found.page - 2, found.page + 3)}
    counted = ngettext("{n} case", "{n} cases", found.total).format(n=formats.number(found.total))
    return Paging(
        of=which,
        caption=counted,
        page=found.page,
        pages=found.pages,
        numbers=tuple(sorted(number for number in near if 1 <= number <= found.pages)),
        order=order,
        orders={code: _(words) for code, words in ORDERS.items()},
    )


def _usual(span: Span) -> Order:
    return {Span.OPEN: Order.DUE, Span.ENDED: Order.CLOSED, Span.ALL: Order.RECEIVED}[span]


def _row(line: ComplaintLine) -> ListRow:
    loud = (Mark(word(line.severity), complaint_signs.SEVERITY_TONES[line.severity]),)
    return ListRow(
        line.id,
        f"/{screen('complaints/complaint.py').address}?complaint={line.id}",
        (
            Cell(
                line.customer or _("Anonymous"),
                quiet=line.summary[:40],
                marks=loud if line.severity in (Severity.CRITICAL, Severity.MAJOR) else (),
            ),
            Cell(line.number),
            Cell(word(line.category)),
            Cell("", marks=(Mark(word(line.state), complaint_signs.STATE_TONES[line.state]),)),
            Cell(line.handler or _("Nobody in charge")),
            Cell(formats.short_day(clock.local(line.received_at).date())),
            *_clock_cells(line),
        ),
    )


def _clock_cells(line: ComplaintLine) -> tuple[Cell, Cell]:
    face = line.urgent or line.resolution
    if face is None:
        return Cell(formats.NOTHING), Cell(formats.NOTHING)
    shape, words, tone = STANDINGS[face.standing]
    return Cell(due(face)), Cell("", marks=(Mark(f"{shape} {_(words)}", tone),))
