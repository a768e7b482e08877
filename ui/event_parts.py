"""The list of events, and the head of one: what, when, where, and its numbers."""

from collections.abc import Sequence

import streamlit as st

from care.events import EventFile, EventLine
from core.i18n import _
from db.models import EventState
from ui import event_labels, formats, links
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

_FILE = "events/event.py"


def event_list(rows: Sequence[EventLine], *, key: str, is_past: bool) -> None:
    """Each line opens its event."""
    columns = [Column(_("Event")), Column(_("When")), Column(_("Where"), "desk"), Column(_("Guests"))]
    if is_past:
        columns += [Column(_("Spoken with"), "end desk"), Column(_("Cost each"), "end desk")]
    else:
        columns += [Column(_("Said yes"), "end desk")]
    if event_id := linked_list(columns, [_row(line, is_past=is_past) for line in rows], key=key):
        links.to(_FILE, event=str(event_id))


def _row(line: EventLine, *, is_past: bool) -> ListRow:
    marks = [Mark(event_labels.word(line.kind))]
    if line.state is EventState.CANCELLED:
        marks.append(Mark(event_labels.word(line.state), "orange"))
    counts = line.counts
    cells = [
        Cell(line.name, marks=tuple(marks)),
        Cell(formats.moment(line.starts_at)),
        Cell(line.place or formats.NOTHING),
        Cell(event_labels.guests(line)),
    ]
    if is_past:
        each = formats.NOTHING if line.cents_each is None else formats.round_money(line.cents_each)
        cells += [Cell(_spoken(line)), Cell(each)]
    else:
        cells += [Cell(formats.number(counts.accepted))]
    return ListRow(line.id, links.way(_FILE, event=str(line.id)), tuple(cells))


def _spoken(line: EventLine) -> str:
    if not line.counts.attended:
        return formats.NOTHING
    return _("{n} of {all}").format(n=line.counts.followed_up, all=line.counts.attended)


def head(file: EventFile) -> None:
    """Below the title."""
    line = file.line
    state = event_labels.word(line.state)
    told = [event_labels.word(line.kind), state, event_labels.span(line.starts_at, line.ends_at), line.place]
    told.append(_("run by {name}").format(name=line.owner) if line.owner else "")
    st.caption(esc(" · ".join(filter(None, told))))
    if line.about:
        st.markdown(esc(line.about))
    if line.state is EventState.CANCELLED:
        st.warning(esc(_("Called off: {reason}").format(reason=line.reason)), icon=":material/event_busy:")
    elif line.state is EventState.PLANNED and line.room is not None and line.room < 0:
        st.warning(
            _("{n} more are invited than find room.").format(n=-line.room), icon=":material/airline_seat_recline_extra:"
        )
    with st.container(horizontal=True, key="event-numbers"):
        for label, value, more in _numbers(line):
            st.metric(label, value, help=more, width="content")


def _numbers(line: EventLine) -> list[tuple[str, str, str | None]]:
    """In the order in which they come about."""
    counts = line.counts
    room = None if line.room is None else _("{n} seats are free.").format(n=max(line.room, 0))
    found: list[tuple[str, str, str | None]] = [
        (_("Were invited"), formats.number(counts.invited), room),
        (_("Said yes"), formats.number(counts.accepted), _("{n} declined.").format(n=counts.declined)),
    ]
    if line.state is EventState.HELD or counts.attended:
        without = _("{n} of them without an invitation.").format(n=counts.walked_in)
        found += [
            (_("Came"), formats.number(counts.attended), without if counts.walked_in else None),
            (_("Spoken with"), _spoken(line), _("Of those who came.")),
        ]
    if line.cost_cents:
        each = _("{money} for each who came.").format(money=formats.money(line.cents_each)) if line.cents_each else None
        found.append((_("Cost"), formats.round_money(line.cost_cents), each))
    return found
