"""The open hours of a day as moments: right also where clocks are put forward or back that night."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from care.worktime.frames import Frames
from care.worktime.intervals import Interval, in_utc, joined


def shifts(day: date, frames: Frames, zone: tzinfo) -> tuple[Interval, ...]:
    """Every moment at which the clock on the wall shows open hours, in UTC.

    An hour that the clocks skip is not worked; an hour that they show twice is worked twice.
    """
    if not frames:
        return ()
    found = []
    for start, end, offset in _stretches(day, zone):
        midnight = datetime.combine(day, time.min, UTC) - offset
        for frame in frames:
            opens, closes = midnight + timedelta(minutes=frame.opens), midnight + timedelta(minutes=frame.closes)
            found.append(Interval(max(opens, start), min(closes, end)))
    return joined(found)


def _stretches(day: date, zone: tzinfo) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The day in parts that keep their distance from UTC: one, or two when clocks change."""
    start = in_utc(datetime.combine(day, time.min, zone))
    end = in_utc(datetime.combine(day + timedelta(days=1), time.min, zone))
    if start >= end:  # a day that the calendar skipped, as Samoa's 30 December 2011
        return
    before, after = _offset(start, zone), _offset(end - timedelta(seconds=1), zone)
    change = end if before == after else _change(start, end, zone)
    yield start, change, before
    if change < end:
        yield change, end, after


def _change(start: datetime, end: datetime, zone: tzinfo) -> datetime:
    """The second at which the clocks jump."""
    before = _offset(start, zone)
    low, high = 0, int((end - start).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(start + timedelta(seconds=middle), zone) == before:
            low = middle
        else:
            high = middle
    return start + timedelta(seconds=high)


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
