"""What stands in a feed: one entry a visit or task, and the words a calendar shows of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.i18n import N_, _


class EntryState(StrEnum):
    PLANNED = "planned"
    OVERDUE = "overdue"
    DONE = "done"
    OFF = "off"
    """Skipped, called off: whoever has it drops it."""


@dataclass(frozen=True)
class Entry:
    """A whole day's entry, whose name stays the same whatever becomes of it."""

    uid: str
    on: date
    title: str
    state: EntryState
    changed_at: datetime
    """When anything of it last became otherwise; an entry never goes back."""
    notes: tuple[str, ...] = ()
    path: str = ""
    """Where it is worked on, below our own address."""


_WORDS = {
    EntryState.OVERDUE: N_("▲ {title} (overdue)"),
    EntryState.DONE: N_("✓ {title}"),
    EntryState.OFF: N_("Called off: {title}"),
}


def summary(entry: Entry) -> str:
    return _(_WORDS[entry.state]).format(title=entry.title) if entry.state in _WORDS else entry.title
