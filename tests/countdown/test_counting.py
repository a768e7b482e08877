"""Due moments, pauses, extensions and verdicts, on natural and on working time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from care import countdown
from care.countdown import Reprieve, Run, Standing
from care.worktime import Interval, WorkCalendar
from db.models import ClockKind, ClockMode, ClockVerdict

CALENDAR = WorkCalendar()
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def hours(n):
    return timedelta(hours=n)


MONDAY = at("2026-03-09 10:00")
NATURAL = Run(ClockKind.RESOLVE, MONDAY, hours(48), ClockMode.NATURAL)
WORKING = Run(ClockKind.RESOLVE, MONDAY, hours(8), ClockMode.WORKING)


def paused(run, *spans, since=None):
    intervals = tuple(Interval(at(start), at(end)) for start, end in spans)
    return Run(run.kind, run.started_at, run.target, run.mode, intervals, at(since) if since else None, run.reprieve)


def extended(run, until, decided="2026-03-09 12:00"):
    reprieve = Reprieve(at(until), at(decided))
    return Run(run.kind, run.started_at, run.target, run.mode, run.pauses, run.paused_since, reprieve)


@pytest.mark.parametrize(
    ("run", "due"),
    [
        (NATURAL, "2026-03-11 10:00"),
        (paused(NATURAL, ("2026-03-10 09:00", "2026-03-10 15:30")), "2026-03-11 16:30"),
        (paused(NATURAL, ("2026-03-12 09:00", "2026-03-13 15:30")), "2026-03-11 10:00"),
        (WORKING, "2026-03-10 10:30"),  # 2 h, lunch, 4.5 h, and 1.5 h on Tuesday
        (paused(WORKING, ("2026-03-09 11:00", "2026-03-09 14:30")), "2026-03-10 14:00"),
    ],
)
def test_it_is_due_when_its_target_was_counted_without_pauses(run, due):
    assert countdown.due_at(run, CALENDAR) == at(due)


def test_while_it_is_paused_nothing_is_due_and_nothing_is_used():
    run = paused(NATURAL, since="2026-03-09 16:00")

    face = countdown.face(run, at("2026-03-20 10:00"), CALENDAR, warn_percent=75)

    assert countdown.due_at(run, CALENDAR) is None
    assert (face.standing, face.used, face.left) == (Standing.PAUSED, hours(6), hours(42))
    assert (face.due_at, face.is_running_now) == (None, False)


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        ("2026-03-10 21:59", Standing.ON_TIME),
        ("2026-03-10 22:00", Standing.AT_RISK),  # 36 of 48 hours
        ("2026-03-11 10:00", Standing.AT_RISK),
        ("2026-03-11 10:01", Standing.OVERDUE),
    ],
)
def test_three_quarters_used_is_at_risk_and_past_due_is_overdue(now, standing):
    face = countdown.face(NATURAL, at(now), CALENDAR, warn_percent=75)

    assert face.standing is standing
    assert face.left == hours(48) - face.used


def test_outside_working_hours_a_working_clock_stands_and_a_natural_one_runs():
    evening = at("2026-03-09 20:00")

    assert not countdown.face(WORKING, evening, CALENDAR, warn_percent=75).is_running_now
    assert countdown.face(WORKING, at("2026-03-09 15:00"), CALENDAR, warn_percent=75).is_running_now
    assert countdown.face(NATURAL, evening, CALENDAR, warn_percent=75).is_running_now


def test_what_ends_at_the_due_moment_is_met_and_a_second_later_is_missed():
    due = at("2026-03-11 10:00")

    assert countdown.verdicts(NATURAL, due, CALENDAR) == (ClockVerdict.MET, ClockVerdict.MET, 48 * 60)
    late = countdown.verdicts(NATURAL, due + timedelta(seconds=1), CALENDAR)
    assert late == (ClockVerdict.MISSED, ClockVerdict.MISSED, 48 * 60)


def test_a_clock_that_stops_before_it_started_took_no_time():
    assert countdown.verdicts(NATURAL, MONDAY - hours(3), CALENDAR) == (ClockVerdict.MET, ClockVerdict.MET, 0)


def test_an_extension_keeps_both_due_moments_and_both_verdicts():
    run = extended(NATURAL, "2026-03-13 18:00")

    face = countdown.face(run, at("2026-03-12 10:00"), CALENDAR, warn_percent=75)

    assert (face.due_at, face.extended_due_at) == (at("2026-03-11 10:00"), at("2026-03-13 18:00"))
    assert (face.standing, face.left) == (Standing.ON_TIME, hours(32))
    verdicts = countdown.verdicts(run, at("2026-03-12 10:00"), CALENDAR)
    assert verdicts[:2] == (ClockVerdict.MISSED, ClockVerdict.MET)
    assert countdown.verdicts(run, at("2026-03-13 18:01"), CALENDAR)[:2] == (ClockVerdict.MISSED, ClockVerdict.MISSED)


@pytest.mark.parametrize(
    ("pause", "due"),
    [
        (("2026-03-09 10:30", "2026-03-09 11:30"), "2026-03-13 18:00"),  # before it was decided: known already
        (("2026-03-09 10:30", "2026-03-09 14:00"), "2026-03-13 20:00"),
        (("2026-03-12 10:00", "2026-03-12 16:00"), "2026-03-14 00:00"),
        (("2026-03-13 19:00", "2026-03-15 19:00"), "2026-03-13 18:00"),  # broken before the customer was asked
    ],
)
def test_what_the_customer_keeps_us_waiting_puts_off_the_extended_due_too(pause, due):
    assert countdown.extended_due_at(paused(extended(NATURAL, "2026-03-13 18:00"), pause), CALENDAR) == at(due)


def test_a_paused_clock_with_an_extension_has_the_extensions_time_left():
    run = paused(extended(NATURAL, "2026-03-13 18:00"), since="2026-03-12 18:00")

    face = countdown.face(run, at("2026-03-14 09:00"), CALENDAR, warn_percent=75)

    assert (face.standing, face.left, face.extended_due_at) == (Standing.PAUSED, hours(24), None)
