"""Events and their guests as words."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from care.events import EventLine
from core import clock
from core.i18n import N_, _, ngettext
from db.models import AttendeeState, EventKind, EventState
from ui import formats

KINDS = {
    EventKind.TRAINING: N_("Customer training"),
    EventKind.THANKS: N_("Thank-you event"),
    EventKind.PRODUCT_TRIAL: N_("Product trial"),
    EventKind.OTHER: N_("Another event"),
}
ICONS = {
    EventKind.TRAINING: ":material/school:",
    EventKind.THANKS: ":material/volunteer_activism:",
    EventKind.PRODUCT_TRIAL: ":material/experiment:",
    EventKind.OTHER: ":material/event:",
}
STATES = {
    EventState.PLANNED: N_("in preparation"),
    EventState.HELD: N_("held"),
    EventState.CANCELLED: N_("called off"),
}
ATTENDEES = {
    AttendeeState.INVITED: N_("invited"),
    AttendeeState.ACCEPTED: N_("said yes"),
    AttendeeState.DECLINED: N_("declined"),
    AttendeeState.ATTENDED: N_("came"),
    AttendeeState.ABSENT: N_("did not come"),
}
ATTENDEE_COLORS = {
    AttendeeState.INVITED: "gray",
    AttendeeState.ACCEPTED: "blue",
    AttendeeState.DECLINED: "orange",
    AttendeeState.ATTENDED: "green",
    AttendeeState.ABSENT: "orange",
}
_WORDS: dict[type[StrEnum], Mapping[StrEnum, str]] = {
    EventKind: KINDS,  # type: ignore[dict-item]
    EventState: STATES,  # type: ignore[dict-item]
    AttendeeState: ATTENDEES,  # type: ignore[dict-item]
}


def word(code: StrEnum) -> str:
    """Any code of an event, in the reader's language; a tier is its own word."""
    words = _WORDS.get(type(code))
    return _(words[code]) if words else code.value


def span(starts_at: datetime, ends_at: datetime) -> str:
    """Mar 12, 2026, 14:00 – 17:00; with both days where it is longer than one."""
    start, end = clock.local(starts_at), clock.local(ends_at)
    last = f"{end:%H:%M}" if start.date() == end.date() else formats.moment(ends_at)
    return _("{start} – {end}").format(start=formats.moment(starts_at), end=last)


def guests(line: EventLine) -> str:
    """12 of 20 seats; 18 invited, 9 came; 12 invited."""
    counts = line.counts
    if line.capacity is not None and line.state is EventState.PLANNED:
        return _("{n} of {capacity} seats").format(n=counts.seats, capacity=line.capacity)
    if line.state is EventState.HELD:
        return _("{n} invited, {came} came").format(n=counts.invited, came=counts.attended)
    return ngettext("{n} invited", "{n} invited", counts.invited).format(n=counts.invited)
