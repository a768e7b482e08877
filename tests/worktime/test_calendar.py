"""Working time by example: festivals, make-up days, lunch, closing time, own days, changing clocks, unknown years."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from care import worktime
from care.worktime import DEFAULT_WEEK, Frame, Interval, NeverOpen, OwnDay, TooFar, WorkCalendar, frames_of
from db.models import ClockMode, DayKind

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
WORKING, NATURAL = ClockMode.WORKING, ClockMode.NATURAL
HOUR = timedelta(hours=1)
ORDINARY = WorkCalendar()
ROUND_THE_CLOCK = WorkCalendar(week=(frames_of("00:00-24:00"),) * 7, zone=BERLIN)


def at(text, zone=SHANGHAI):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def due(start, hours, *, calendar=ORDINARY, mode=WORKING, pauses=()):
    """On the wall, as in 2026-02-14 10:00."""
    moment = calendar.after(at(start, calendar.zone), timedelta(hours=hours), mode=mode, pauses=pauses)
    return moment.astimezone(calendar.zone).strftime("%Y-%m-%d %H:%M")


def hours(start, end, *, calendar=ORDINARY, mode=WORKING, pauses=()):
    return calendar.between(at(start, calendar.zone), at(end, calendar.zone), mode=mode, pauses=pauses) / HOUR


@pytest.mark.parametrize(
    ("start", "after", "expected"),
    [
        ("2026-03-09 10:00", 1, "2026-03-09 11:00"),
        ("2026-03-09 11:30", 1, "2026-03-09 14:00"),  # lunch
        ("2026-03-09 12:30", 1, "2026-03-09 14:30"),  # begun at lunch
        ("2026-03-09 17:00", 1, "2026-03-09 18:00"),  # at closing time, not when the firm opens again
        ("2026-03-09 11:00", 1, "2026-03-09 12:00"),
        ("2026-03-09 17:00", 1.5, "2026-03-10 09:30"),
        ("2026-03-09 22:00", 1, "2026-03-10 10:00"),
        ("2026-03-13 17:30", 1, "2026-03-16 09:30"),  # a plain weekend
        ("2026-02-13 17:00", 2, "2026-02-14 10:00"),  # a make-up Saturday is worked
        ("2026-02-14 17:00", 2, "2026-02-24 10:00"),  # nine days of Spring Festival
        ("2026-02-27 17:00", 2, "2026-02-28 10:00"),
        ("2026-09-19 12:00", 1, "2026-09-20 10:00"),  # a make-up Sunday
        ("2026-09-30 17:30", 1, "2026-10-08 09:30"),  # National Day
    ],
)  # fmt: skip
def test_when_working_hours_are_due(start, after, expected):
    assert due(start, after) == expected


def test_natural_hours_run_through_night_and_festival():
    assert due("2026-02-14 17:00", 48, mode=NATURAL) == "2026-02-16 17:00"


def test_nothing_is_due_at_once_even_when_closed():
    assert due("2026-03-08 03:00", 0) == "2026-03-08 03:00"


def test_a_working_week_is_37_hours_and_a_half():
    assert hours("2026-03-09 00:00", "2026-03-16 00:00") == 37.5
    assert hours("2026-02-09 00:00", "2026-02-16 00:00") == 45  # with its make-up Saturday
    assert hours("2026-02-15 00:00", "2026-02-24 00:00") == 0


def test_what_ends_before_it_starts_took_less_than_nothing():
    assert hours("2026-03-09 11:00", "2026-03-09 10:00") == -1


def test_pauses_stop_both_clocks_and_may_overlap_each_other_and_closed_hours():
    monday = [
        Interval(at("2026-03-09 14:00"), at("2026-03-09 15:00")),
        Interval(at("2026-03-09 14:30"), at("2026-03-09 16:00")),
        Interval(at("2026-03-09 17:00"), at("2026-03-10 08:00")),
        Interval(at("2026-03-10 10:00"), at("2026-03-10 10:00")),
    ]
    assert hours("2026-03-09 10:00", "2026-03-10 10:00", pauses=monday) == 2 + 0.5 + 1 + 1
    assert hours("2026-03-09 10:00", "2026-03-10 10:00", mode=NATURAL, pauses=monday) == 24 - 2 - 15
    assert due("2026-03-09 10:00", 4, pauses=monday) == "2026-03-10 09:30"
    assert due("2026-03-09 10:00", 8, mode=NATURAL, pauses=monday) == "2026-03-10 11:00"


def test_what_begins_in_a_pause_waits_for_its_end():
    paused = [Interval(at("2026-03-09 09:00"), at("2026-03-09 16:00"))]
    assert due("2026-03-09 10:00", 1, pauses=paused) == "2026-03-09 17:00"


def test_what_is_due_when_a_pause_begins_is_due_then():
    paused = [Interval(at("2026-03-09 11:00"), at("2026-03-12 09:00"))]
    assert due("2026-03-09 10:00", 1, pauses=paused) == "2026-03-09 11:00"


def test_the_firms_own_days_overrule_week_and_holidays():
    calendar = WorkCalendar(
        own=(
            OwnDay(date(2026, 3, 9), DayKind.OFF, "厂庆"),
            OwnDay(date(2026, 3, 14), DayKind.WORK, "盘点"),  # a Saturday
            OwnDay(date(2026, 2, 17), DayKind.WORK, "值班", frames_of("09:00-11:00")),  # New Year's own day
        )
    )
    assert hours("2026-03-09 00:00", "2026-03-10 00:00", calendar=calendar) == 0
    assert hours("2026-03-14 00:00", "2026-03-15 00:00", calendar=calendar) == 7.5
    assert hours("2026-02-17 00:00", "2026-02-18 00:00", calendar=calendar) == 2


def test_a_weekend_worked_in_exchange_is_a_whole_day_for_a_firm_that_works_half_of_saturdays():
    calendar = WorkCalendar(week=(*DEFAULT_WEEK[:5], frames_of("09:00-12:00"), ()))
    assert hours("2026-03-14 00:00", "2026-03-15 00:00", calendar=calendar) == 3
    assert hours("2026-02-14 00:00", "2026-02-15 00:00", calendar=calendar) == 7.5


def test_frames_that_touch_are_one_and_a_day_runs_to_midnight():
    calendar = WorkCalendar(week=((Frame(1320, 1440), Frame(1200, 1320)), (Frame(0, 60),), (), (), (), (), ()))
    monday = at("2026-03-09 21:00")
    assert calendar.next_change(monday) == at("2026-03-10 01:00")
    assert hours("2026-03-09 00:00", "2026-03-10 00:00", calendar=calendar) == 4
    assert due("2026-03-09 23:30", 1, calendar=calendar) == "2026-03-10 00:30"


@pytest.mark.parametrize(
    ("day", "length"), [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-24", 24), ("2026-10-25", 25)]
)
def test_a_day_on_which_clocks_change_has_its_real_length(day, length):
    next_day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    for mode in ClockMode:
        assert hours(f"{day} 00:00", f"{next_day} 00:00", calendar=ROUND_THE_CLOCK, mode=mode) == length


def test_hours_that_clocks_skip_are_not_worked_and_those_shown_twice_are():
    night = WorkCalendar(week=(frames_of("01:00-02:30"),) * 7, zone=BERLIN)
    assert hours("2026-03-29 00:00", "2026-03-30 00:00", calendar=night) == 1
    assert hours("2026-10-25 00:00", "2026-10-26 00:00", calendar=night) == 2
    second_half_past_two = at("2026-10-25 02:29", BERLIN).replace(fold=1)
    assert night.is_open(second_half_past_two)


def test_the_same_moment_in_another_zone_is_the_same_moment():
    start = at("2026-03-09 17:30")
    span = 2 * HOUR
    assert ORDINARY.after(start.astimezone(UTC), span, mode=WORKING) == ORDINARY.after(start, span, mode=WORKING)
    assert ORDINARY.after(start.astimezone(BERLIN), span, mode=WORKING) == ORDINARY.after(start, span, mode=WORKING)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [("2026-02-13", 1, "2026-02-14"), ("2026-02-13", 3, "2026-02-25"), ("2026-03-09", 3, "2026-03-12"),
     ("2026-03-07", 0, "2026-03-09"), ("2026-03-09", 0, "2026-03-09"), ("2026-03-07", 1, "2026-03-09")],
)  # fmt: skip
def test_working_days_are_counted_forward(day, n, expected):
    assert ORDINARY.day_after(date.fromisoformat(day), n) == date.fromisoformat(expected)


def test_open_now_and_until_when():
    assert not ORDINARY.is_open(at("2026-03-09 08:59"))
    assert ORDINARY.is_open(at("2026-03-09 09:00"))
    assert not ORDINARY.is_open(at("2026-03-09 12:00"))
    assert ORDINARY.next_change(at("2026-03-09 12:00")) == at("2026-03-09 13:30")
    assert ORDINARY.next_change(at("2026-02-14 18:00")) == at("2026-02-24 09:00")
    never_shut = WorkCalendar(week=(frames_of("00:00-24:00"),) * 7)
    assert never_shut.next_change(at("2028-03-09 12:00")) is None


def test_a_calendar_without_hours_is_refused_in_a_sentence():
    shut = WorkCalendar(week=((),) * 7, own=(OwnDay(date(2026, 3, 9), DayKind.WORK),))
    with pytest.raises(NeverOpen, match="no working hours"):
        due("2026-03-09 10:00", 1, calendar=shut)
    with pytest.raises(NeverOpen):
        shut.day_after(date(2026, 3, 9), 1)
    assert hours("2026-03-09 00:00", "2027-03-09 00:00", calendar=shut) == 0
    assert shut.next_change(at("2026-03-09 10:00")) is None


def test_what_reaches_over_lifetimes_is_refused_in_a_sentence():
    with pytest.raises(TooFar, match="50 years"):
        due("2026-03-09 10:00", 200_000)
    with pytest.raises(TooFar):
        hours("1926-03-09 10:00", "2026-03-09 10:00")


def test_a_year_without_holidays_goes_by_the_week_and_says_so():
    assert hours("2031-10-01 00:00", "2031-10-02 00:00") == 7.5  # a Wednesday
    assert ORDINARY.unknown_years(2025, 2031) == (2027, 2028, 2029, 2030, 2031)
    assert worktime.warning(ORDINARY, at("2026-03-09 10:00"), at("2026-12-31 23:00")) == ""
    one = worktime.warning(ORDINARY, at("2026-12-30 10:00"), at("2027-01-05 10:00"))
    assert one == "The public holidays of 2027 are not known yet: its days are counted by the weekly hours alone."
    assert "2027–2031" in worktime.warning(ORDINARY, date(2026, 1, 1), date(2031, 1, 1))


def test_the_year_of_a_moment_is_the_companys():
    new_year_in_shanghai = datetime(2026, 12, 31, 17, tzinfo=UTC)
    assert "2027" in worktime.warning(ORDINARY, new_year_in_shanghai, new_year_in_shanghai)
