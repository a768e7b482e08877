"""Entries as an iCalendar file (RFC 5545, RFC 7986) that Outlook, Apple and Google read alike. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from care.feeds.entries import Entry, EntryState, summary

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
FRESH_FOR = timedelta(hours=1)
"""How often a programme is asked to look again; Google takes its own time."""
_DAY = timedelta(days=1)


def written(entries: Iterable[Entry], *, name: str, zone: str, base: str) -> bytes:
    """`base` is our own address, for the way back; empty: no way is shown."""
    calendar = Calendar()
    calendar.add("prodid", "-//Guanjia//Calendar//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", FRESH_FOR, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, base))
    content: bytes = calendar.to_ical()
    return content


def sequence(changed_at: datetime) -> int:
    """Grows with every change of any part of an entry, also of those that no version counts; fits until 2088."""
    return max(int((changed_at - EPOCH).total_seconds()), 0)


def _event(entry: Entry, base: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("summary", summary(entry))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + _DAY)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", sequence(entry.changed_at))
    event.add("status", "CANCELLED" if entry.state is EntryState.OFF else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a day with visits is no day off: nobody is busy all day
    event.add("class", "PRIVATE")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    link = base + entry.path if base and entry.path else ""
    if words := "\n".join(filter(None, [*entry.notes, link])):
        event.add("description", words)
    if link:
        event.add("url", link)
    return event
