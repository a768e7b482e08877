"""An event as somebody plans it, and what cannot be planned. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.i18n import _
from db.models import EventKind

LENGTHS = {"name": 120, "place": 200, "about": 2000}
REASON_LENGTH = NOTE_LENGTH = 300
_LONGEST = timedelta(days=14)
_FURTHEST_BACK, _FURTHEST_AHEAD = timedelta(days=366), timedelta(days=2 * 366)
_MOST_ROOM, _MOST_CENTS = 100_000, 1_000_000_000_00


@dataclass(frozen=True)
class NewEvent:
    name: str
    kind: EventKind
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    about: str = ""
    capacity: int | None = None
    """None: nobody counts."""
    cost_cents: int = 0
    owner_id: int | None = None
    """None: whoever plans it."""


def problems(event: NewEvent, *, now: datetime) -> dict[str, str]:
    """Field by field; what was held may be written down afterwards."""
    found = _of_texts(event)
    if not now - _FURTHEST_BACK <= event.starts_at <= now + _FURTHEST_AHEAD:
        found["starts_at"] = _("Please choose a day within a year back and two years ahead.")
    if not event.starts_at < event.ends_at <= event.starts_at + _LONGEST:
        found["ends_at"] = _("It ends after it begins, at most {n} days later.").format(n=_LONGEST.days)
    if event.capacity is not None and not 0 < event.capacity <= _MOST_ROOM:
        found["capacity"] = _("Please give a number of people, or leave it empty.")
    if not 0 <= event.cost_cents <= _MOST_CENTS:
        found["cost"] = _("Please give what it costs, or leave it at nothing.")
    return found


def _of_texts(event: NewEvent) -> dict[str, str]:
    found = {} if event.name.strip() else {"name": _("Please give the event a name.")}
    for field, limit in LENGTHS.items():
        length = len(str(getattr(event, field)).strip())
        if length > limit:
            found[field] = _("Please use at most {limit} characters; these are {length}.").format(
                limit=limit, length=length
            )
    return found
