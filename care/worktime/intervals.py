"""Stretches of time, and what is left of a time when others are taken out of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple


class Interval(NamedTuple):
    """From its start up to, and without, its end; both aware."""

    start: datetime
    end: datetime


def in_utc(moment: datetime) -> datetime:
    """Two moments of one zone subtract by their clocks, not by the time that passed: everything is counted in UTC."""
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def joined(intervals: Iterable[tuple[datetime, datetime]]) -> tuple[Interval, ...]:
    """In order and in UTC, empty ones left out, those that touch or overlap made one."""
    found: list[Interval] = []
    for start, end in sorted((in_utc(start), in_utc(end)) for start, end in intervals):
        if end <= start:
            continue
        if found and start <= found[-1].end:
            found[-1] = Interval(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Interval(start, end))
    return tuple(found)


def gaps(start: datetime, pauses: Sequence[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime | None]]:
    """What runs from `start` on between the pauses; the last stretch has no end."""
    at = start
    for pause in joined(pauses):
        if pause.start > at:
            yield at, pause.start
        at = max(at, pause.end)
    yield at, None
