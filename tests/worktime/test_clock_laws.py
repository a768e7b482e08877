"""The laws of the clock: monotone, additive, its two questions each other's inverse, equal to a slow reference."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from care.worktime import Frame, Interval, OwnDay, WorkCalendar
from db.models import ClockMode, DayKind
from tests.worktime.reference import MINUTE, OFF, WORKED, SlowClock

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
# Around Spring Festival with its make-up Saturday, both changes of Berlin's clocks, National Day, and New Year.
CORNERS = (date(2026, 2, 11), date(2026, 3, 27), date(2026, 9, 18), date(2026, 10, 7), date(2026, 10, 23))

modes = st.sampled_from(ClockMode)
minutes = st.integers(0, 6 * 24 * 60)


@st.composite
def hours(draw):
    """Up to three frames a day that neither touch nor overlap, on minutes that may lie in the night."""
    marks = sorted(draw(st.sets(st.integers(0, 96).map(lambda n: n * 15), max_size=6)))
    return tuple(Frame(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False))


@st.composite
def calendars(draw):
    week = draw(st.lists(hours(), min_size=7, max_size=7))
    week[draw(st.integers(0, 4))] = (Frame(9 * 60, 12 * 60), Frame(13 * 60 + 30, 18 * 60))
    corner = draw(st.sampled_from(CORNERS))
    days = draw(st.sets(st.integers(0, 8).map(lambda n: corner + timedelta(days=n)), max_size=3))
    own = []
    for day in sorted(days):
        kind = draw(st.sampled_from(DayKind))
        own.append(OwnDay(day, kind, frames=draw(hours()) if kind is DayKind.WORK else ()))
    zone = draw(st.sampled_from([SHANGHAI, BERLIN]))
    begin = datetime.combine(corner, time(0), zone).astimezone(UTC)
    return WorkCalendar(week=tuple(week), own=tuple(own), zone=zone), begin


@st.composite
def pauses(draw, begin):
    """Up to three, in any order, overlapping each other and closed hours as they like; some empty."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        start = begin + draw(minutes) * MINUTE
        found.append(Interval(start, start + draw(st.integers(0, 2 * 24 * 60)) * MINUTE))
    return found


@st.composite
def situations(draw):
    calendar, begin = draw(calendars())
    moments = sorted(begin + draw(minutes) * MINUTE for _ in range(3))
    return calendar, draw(modes), draw(pauses(begin)), moments


def wall_hours(calendar):
    """The hours of a day by the rule as it is written down, for the reference."""

    def of(day):
        weekly = calendar.week[day.weekday()]
        monday = next(frames for frames in calendar.week if frames)
        ordinary = weekly if day.weekday() < 5 and weekly else monday
        own = {o.day: o for o in calendar.own}.get(day)
        if own is not None:
            frames = () if own.kind is DayKind.OFF else own.frames or ordinary
        elif day in WORKED:
            frames = ordinary
        else:
            frames = () if day in OFF else weekly
        return tuple((_wall(f.opens), _wall(f.closes)) for f in frames)

    return of


def _wall(minute):
    return time(minute // 60 % 24, minute % 60)


@settings(max_examples=60, deadline=None)
@given(situations())
def test_both_answers_are_those_of_a_clock_that_looks_every_minute(situation):
    calendar, mode, paused, (start, _, end) = situation
    slow, working = SlowClock(wall_hours(calendar), calendar.zone), mode is ClockMode.WORKING

    took = calendar.between(start, end, mode=mode, pauses=paused)
    assert took == slow.between(start, end, working=working, pauses=paused) * MINUTE
    due = calendar.after(start, took, mode=mode, pauses=paused)
    assert due == slow.after(start, took // MINUTE, working=working, pauses=paused)


@settings(max_examples=150, deadline=None)
@given(situations())
def test_it_is_additive(situation):
    calendar, mode, paused, (a, b, c) = situation

    first = calendar.between(a, b, mode=mode, pauses=paused)
    second = calendar.between(b, c, mode=mode, pauses=paused)
    assert first + second == calendar.between(a, c, mode=mode, pauses=paused)
    assert calendar.between(c, a, mode=mode, pauses=paused) == -(first + second)


@settings(max_examples=150, deadline=None)
@given(situations())
def test_it_never_runs_backwards_and_never_faster_than_time(situation):
    calendar, mode, paused, (a, b, c) = situation

    shorter = calendar.between(a, b, mode=mode, pauses=paused)
    longer = calendar.between(a, c, mode=mode, pauses=paused)
    assert timedelta(0) <= shorter <= longer <= c - a
    assert calendar.between(a, c, mode=ClockMode.WORKING) <= calendar.between(a, c, mode=ClockMode.NATURAL)


@settings(max_examples=150, deadline=None)
@given(situations(), st.integers(0, 5 * 24 * 3600), st.integers(0, 24 * 3600))
def test_due_and_duration_are_each_others_inverse(situation, seconds, more):
    calendar, mode, paused, (start, _, end) = situation
    span = timedelta(seconds=seconds)

    due = calendar.after(start, span, mode=mode, pauses=paused)
    assert calendar.between(start, due, mode=mode, pauses=paused) == span
    assert due <= calendar.after(start, span + timedelta(seconds=more), mode=mode, pauses=paused)
    if span:  # the earliest such moment: a second before, something was still left
        assert calendar.between(start, due - timedelta(seconds=1), mode=mode, pauses=paused) < span
    took = calendar.between(start, end, mode=mode, pauses=paused)
    assert calendar.after(start, took, mode=mode, pauses=paused) <= end


@settings(max_examples=100, deadline=None)
@given(situations())
@example((WorkCalendar(), ClockMode.WORKING, [], [datetime(2026, 2, 13, 10, tzinfo=UTC)] * 3))
def test_the_next_change_is_where_open_becomes_closed(situation):
    calendar, _, _, (moment, _, _) = situation

    change = calendar.next_change(moment)

    assert change is not None
    assert change > moment
    assert calendar.is_open(change) != calendar.is_open(moment)
    assert calendar.is_open(change - timedelta(seconds=1)) == calendar.is_open(moment)
    assert calendar.between(moment, change, mode=ClockMode.WORKING) in (timedelta(0), change - moment)
