"""The calendar in force: what is set is what counts, from the next question on, and the log says who set it."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import col, select

from care import worktime
from care.worktime import DEFAULT_WEEK, DaySource, WorkCalendar, frames_of, text_of
from core import clock
from core.errors import Conflict, Invalid, NotFound
from db import session as database
from db.models import AuditEntry, ClockMode, DayKind, WorkFrame

DAY = timedelta(days=1)


def in_force():
    with database.reading() as session:
        return worktime.calendar_in_force(session)


def hours_on(day):
    start = clock.start_of(day)
    return in_force().between(start, start + DAY, mode=ClockMode.WORKING) / timedelta(hours=1)


def log():
    with database.reading() as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))
        return [(entry.action, json.loads(entry.detail)) for entry in entries if "worktime" in entry.action]


def change_week(actor, frames, **more):
    with database.transaction() as session:
        return worktime.change_week(session, actor, frames=frames, **more)


def set_day(actor, day, **details):
    with database.transaction() as session:
        return worktime.set_day(session, actor, day, **details)


def test_before_anybody_sets_anything_the_default_week_counts():
    assert in_force() == WorkCalendar()


def test_the_same_calendar_is_one_object_as_long_as_nothing_changes(sun):
    first = in_force()
    assert in_force() is first

    set_day(sun, date(2026, 3, 9), kind=DayKind.OFF)

    assert in_force() is not first


def test_a_week_is_set_weekday_by_weekday_and_logged_with_what_changed(sun):
    change_week(sun, {5: "09:00-12:00", 6: "20:00-24:00"})

    assert hours_on(date(2026, 3, 14)) == 3
    assert hours_on(date(2026, 3, 15)) == 4
    assert hours_on(date(2026, 3, 13)) == 7.5
    assert text_of(in_force().week[6]) == "20:00-24:00"
    assert log() == [("worktime.week_changed", {"weekday_5": ["", "09:00-12:00"], "weekday_6": ["", "20:00-24:00"]})]


def test_saving_an_unchanged_week_leaves_no_trace(sun):
    change_week(sun, {0: text_of(DEFAULT_WEEK[0])})

    assert log() == []
    with database.reading() as session:
        assert session.exec(select(WorkFrame)).all() == []


def test_a_week_with_mistakes_names_each_day_and_changes_nothing(sun):
    with pytest.raises(Invalid) as invalid:
        change_week(sun, {0: "9-5", 1: "9-17", 2: "soon"})

    assert set(invalid.value.problems) == {"weekday_0", "weekday_2"}
    assert in_force() == WorkCalendar()


def test_a_firm_that_never_works_is_refused(sun):
    with pytest.raises(Invalid, match="At least one weekday"):
        change_week(sun, dict.fromkeys(range(7), ""))


def test_a_second_writer_is_told_and_overwrites_nothing(sun, chen):
    seen = {weekday: text_of(hours) for weekday, hours in enumerate(DEFAULT_WEEK)}
    change_week(chen, {4: "09:00-15:00"}, seen=seen)

    with pytest.raises(Conflict) as conflict:
        change_week(sun, seen | {5: "09:00-12:00"}, seen=seen)

    assert conflict.value.theirs == {"weekday_4": "09:00-15:00"}
    assert hours_on(date(2026, 3, 13)) == 6
    assert hours_on(date(2026, 3, 14)) == 0


def test_an_own_day_counts_until_it_is_cleared(sun):
    monday = date(2026, 3, 9)
    set_day(sun, monday, kind=DayKind.OFF, name=" 厂庆 ")
    assert hours_on(monday) == 0
    set_day(sun, monday, kind=DayKind.WORK, frames="9-10")
    assert hours_on(monday) == 1

    with database.transaction() as session:
        worktime.clear_day(session, sun, monday)

    assert hours_on(monday) == 7.5
    assert log() == [
        ("worktime.day_set", {"day": "2026-03-09", "day_kind": "off"}),
        ("worktime.day_set", {"day": "2026-03-09", "day_kind": "work", "hours": "09:00-10:00"}),
        ("worktime.day_cleared", {"day": "2026-03-09"}),
    ]


def test_a_holiday_of_several_days_is_set_at_once(sun):
    assert set_day(sun, date(2027, 2, 5), kind=DayKind.OFF, name="春节", until=date(2027, 2, 11)) == 7

    assert [hours_on(date(2027, 2, day)) for day in (4, 5, 8, 11, 12)] == [7.5, 0, 0, 0, 7.5]
    with database.transaction() as session:
        assert worktime.clear_day(session, sun, date(2027, 2, 5), until=date(2027, 2, 11)) == 7
    assert in_force() == WorkCalendar()


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"day": date(1900, 1, 1)}, "day"),
        ({"day": date(2026, 3, 9), "until": date(2026, 3, 8)}, "until"),
        ({"day": date(2026, 3, 9), "until": date(2026, 4, 9)}, "until"),
        ({"day": date(2026, 3, 9), "name": "长" * 61}, "name"),
        ({"day": date(2026, 3, 9), "frames": "9-10"}, "frames"),
        ({"day": date(2026, 3, 9), "kind": DayKind.WORK, "frames": "?"}, "frames"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(sun, details, field):
    with pytest.raises(Invalid) as invalid:
        set_day(sun, **({"kind": DayKind.OFF} | details))

    assert list(invalid.value.problems) == [field]
    assert in_force() == WorkCalendar()


def test_clearing_what_is_not_there_is_refused(sun):
    with pytest.raises(NotFound), database.transaction() as session:
        worktime.clear_day(session, sun, date(2026, 3, 9))


def test_the_page_is_told_week_days_source_and_what_is_missing(sun):
    set_day(sun, date(2026, 2, 17), kind=DayKind.WORK, name="值班", frames="9-11")
    set_day(sun, date(2026, 3, 20), kind=DayKind.OFF, name="厂庆")

    with database.reading() as session:
        told = worktime.working_time(session, sun)

    assert told.week[0] == "09:00-12:00 13:30-18:00"
    assert [day.day for day in told.own] == [date(2026, 2, 17), date(2026, 3, 20)]
    assert told.missing_years == (2027,)
    assert told.is_open
    assert told.next_change == datetime(2026, 3, 9, 4, tzinfo=UTC)
    days = {day.day: day for day in told.by_year[2026]}
    assert (days[date(2026, 2, 14)].kind, days[date(2026, 2, 14)].source) == (DayKind.WORK, DaySource.PUBLIC)
    assert days[date(2026, 2, 14)].hours == told.ordinary
    assert days[date(2026, 2, 16)].name == "Spring Festival"
    assert (days[date(2026, 2, 17)].hours, days[date(2026, 2, 17)].over_public) == ("09:00-11:00", True)
    assert not days[date(2026, 3, 20)].over_public
    assert told.by_year[2027] == ()


def test_frames_stored_by_hand_in_any_order_are_one_week(session):
    for written in ("13:30-18:00", "09:00-12:00"):
        (frame,) = frames_of(written)
        opens, closes = (time(*divmod(minute, 60)) for minute in frame)
        session.add(WorkFrame(weekday=0, opens=opens, closes=closes))
    session.flush()

    assert worktime.calendar_in_force(session).week == (DEFAULT_WEEK[0], *((),) * 6)
