"""Leads as a list: many at once, also those that ended, a page at a time."""

import streamlit as st

from care import leads
from care.countdown import Standing
from care.leads import Card, LeadFilters, LeadListing, Order, Span
from core import clock
from core.i18n import N_, _, ngettext
from ui import formats, labels, lead_filters
from ui.actions import ask
from ui.lead_cards import href
from ui.lead_labels import STAGE_TONES, word
from ui.table_parts import Cell, Column, ListRow, Mark, Paging, linked_list, turned

KEY = "lead_list"
SPANS = {Span.OPEN: N_("Still open"), Span.ENDED: N_("Ended"), Span.ALL: N_("All")}
ORDERS = {Order.DUE: N_("Due first"), Order.RECEIVED: N_("Newest first"), Order.ENDED: N_("Last ended first")}
_USUAL = {Span.OPEN: Order.DUE, Span.ENDED: Order.ENDED, Span.ALL: Order.RECEIVED}
# A shape, a word and a colour each.
_STANDINGS = {
    Standing.ON_TIME: ("○", N_("To be called"), "green"),
    Standing.AT_RISK: ("◔", N_("Call soon"), "orange"),
    Standing.OVERDUE: ("▲", N_("Not called"), "red"),
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
        key="leads_span",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return Span(chosen or Span.OPEN)


def lead_list(filters: LeadFilters, span: Span) -> int | None:
    """A page of leads; the id of the line that was clicked."""
    which = f"{abs(hash((filters, span))):x}"
    turn = turned(KEY, of=which)
    order = Order(turn.order) if turn.order in ORDERS else _USUAL[span]
    found = ask(leads.listing, filters=filters, span=span, order=order, page=turn.page)
    if not found.lines:
        lead_filters.nothing(filters)
        return None
    titles = (
        Column(_("Lead")),
        Column(_("Number"), "desk"),
        Column(_("Lead stage")),
        Column(_("In charge")),
        Column(_("Source"), "desk"),
        Column(_("Region"), "desk"),
        Column(_("Received"), "desk"),
        Column(_("First call by")),
        Column(_("Called")),
    )
    return linked_list(titles, [_row(line) for line in found.lines], key=KEY, paging=_paging(found, order, which))


def _paging(found: LeadListing, order: Order, which: str) -> Paging:
    near = {1, 2, found.pages, *range(found.page - 2, found.page + 3)}
    counted = ngettext("{n} lead", "{n} leads", found.total).format(n=formats.number(found.total))
    return Paging(
        of=which,
        caption=counted,
        page=found.page,
        pages=found.pages,
        numbers=tuple(sorted(number for number in near if 1 <= number <= found.pages)),
        order=order,
        orders={code: _(words) for code, words in ORDERS.items()},
    )


def _row(line: Card) -> ListRow:
    stage = Mark(word(line.stage), "grey" if (tone := STAGE_TONES[line.stage]) == "gray" else tone)
    marks = (stage, Mark(word(line.reason), "grey")) if line.reason else (stage,)
    return ListRow(
        line.id,
        href(line.id),
        (
            Cell(line.name, quiet=(line.company or line.need)[:40]),
            Cell(line.number),
            Cell("", marks=marks),
            Cell(line.owner or _("In the queue")),
            Cell(labels.source(line.source)),
            Cell(line.region or formats.NOTHING),
            Cell(formats.short_day(clock.local(line.received_at).date())),
            *_clock_cells(line),
        ),
    )


def _clock_cells(line: Card) -> tuple[Cell, Cell]:
    face = line.clock
    if face is None or face.due_at is None:
        return Cell(formats.NOTHING), Cell(formats.NOTHING)
    shape, words, tone = _STANDINGS[face.standing]
    return Cell(f"{clock.local(face.due_at):%Y-%m-%d %H:%M}"), Cell("", marks=(Mark(f"{shape} {_(words)}", tone),))
