"""When a visit is due, and on which day within its grace it stands: pure."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from care.revisits import Cadence, RevisitPolicy, days_within, planned_day
from care.worktime import OwnDay, WorkCalendar
from db.models import DayKind

TODAY = date(2026, 3, 9)
SINCE = datetime(2026, 3, 9, 2, tzinfo=UTC)
days = st.dates(date(2024, 1, 1), date(2031, 12, 31))


def cadence(today=TODAY, **numbers):
    return Cadence(RevisitPolicy(**numbers), WorkCalendar(), today)


@given(
    today=days, waited=st.integers(0, 800), cycle=st.integers(7, 730), load=st.lists(st.integers(0, 60), max_size=60)
)
def test_a_visit_never_stands_beyond_its_grace_before_half_of_it_or_on_a_day_off(today, waited, cycle, load):
    now = cadence(today)
    since = datetime(today.year, today.month, today.day, 4, tzinfo=UTC) - timedelta(days=waited)
    due = now.due(since, cycle)
    loads = {due.on + timedelta(days=n - 30): held for n, held in enumerate(load)}

    day = planned_day(due, now, loads)

    assert max(today, due.on - timedelta(days=due.grace // 2)) <= day <= due.latest
    assert now.calendar.is_working_day(day)
    assert day == planned_day(due, now, loads)
    step = now.policy.daily_load // 3
    assert loads.get(day, 0) // step == min(loads.get(other, 0) // step for other in days_within(due, now))


def test_nobody_has_forty_on_a_monday():
    now, load = cadence(), Counter[date]()
    due = now.due(SINCE, 60)
    for _visit in range(200):
        load[planned_day(due, now, load)] += 1

    assert max(load.values()) <= 20  # as even as thirds of a day make it over its twelve days
    assert sum(load.values()) == 200


def test_few_visits_stay_on_the_day_they_are_due():
    now, load = cadence(), Counter[date]()
    due = now.due(SINCE, 60)
    for _visit in range(4):
        load[planned_day(due, now, load)] += 1

    assert load == {due.on: 4}


def test_what_falls_due_in_a_long_holiday_is_due_on_the_first_day_after_it():
    now = cadence(date(2026, 9, 1))

    assert now.due(datetime(2026, 9, 2, 4, tzinfo=UTC), 30).on == date(2026, 10, 8)


def test_a_year_without_holiday_data_goes_by_the_week():
    now = cadence(date(2030, 9, 1))

    assert now.due(datetime(2030, 9, 1, 4, tzinfo=UTC), 30).on == date(2030, 10, 1)


def test_a_firm_without_any_hours_still_visits_its_customers():
    closed = Cadence(RevisitPolicy(), WorkCalendar(week=((),) * 7), TODAY)
    due = closed.due(SINCE, 30)

    assert planned_day(due, closed, {}) == due.on == TODAY + timedelta(days=30)


def test_a_day_the_firm_has_closed_is_not_planned_on():
    shut = WorkCalendar(own=tuple(OwnDay(TODAY + timedelta(days=n), DayKind.OFF) for n in range(25, 36)))
    now = Cadence(RevisitPolicy(), shut, TODAY)

    assert planned_day(now.due(SINCE, 30), now, {}) >= TODAY + timedelta(days=36)


def test_who_waited_beyond_the_grace_when_the_firm_begins_is_laid_somewhere_into_the_cycle():
    now, load = cadence(), Counter[date]()
    waited = SINCE - timedelta(days=400)
    due = [now.due(waited, 90, backlog_key=key) for key in range(600)]
    for one in due:
        load[planned_day(one, now, load)] += 1

    assert min(one.on for one in due) >= TODAY
    assert max(one.on for one in due) <= TODAY + timedelta(days=94)
    assert max(load.values()) <= now.policy.daily_load
    assert due == [now.due(waited, 90, backlog_key=key) for key in range(600)]


def test_a_few_days_late_is_due_today_and_not_a_cycle_later():
    assert cadence().due(SINCE - timedelta(days=95), 90, backlog_key=7).on == TODAY


def test_an_order_is_followed_within_its_days_unless_somebody_spoke_with_them_since():
    now = cadence()

    assert now.after_order(date(2026, 3, 5), SINCE - timedelta(days=50), 90).on == date(2026, 3, 12)
    assert now.after_order(date(2026, 3, 5), SINCE - timedelta(days=2), 90) is None
    assert now.after_order(date(2026, 2, 20), SINCE - timedelta(days=50), 90) is None
    assert cadence(after_order_days=0).after_order(TODAY, SINCE - timedelta(days=50), 90) is None
