"""Periods: half-open, compared with the natural one before, unfinished ones with as many days."""

from datetime import date

import pytest

from care import kpis
from care.kpis import Kind, Period

TODAY = date(2026, 3, 9)


def test_a_month_is_compared_with_the_month_before_however_long_either_is():
    february = kpis.month_of(date(2026, 2, 14))

    assert (february.start, february.end) == (date(2026, 2, 1), date(2026, 3, 1))
    assert february.previous(TODAY) == kpis.month_of(date(2026, 1, 1))


def test_an_unfinished_month_counts_to_the_end_of_today_and_is_compared_with_as_many_days():
    march = kpis.month_of(TODAY)

    assert march.is_unfinished(TODAY)
    assert march.counted_to(TODAY) == date(2026, 3, 10)
    assert march.previous(TODAY) == Period(Kind.CUSTOM, date(2026, 2, 1), date(2026, 2, 10))


def test_the_thirty_first_day_of_march_is_compared_with_no_more_than_february():
    last_but_one = date(2026, 3, 30)

    assert kpis.month_of(last_but_one).previous(last_but_one).end == date(2026, 3, 1)


def test_a_month_is_finished_when_its_last_day_is_over():
    march = kpis.month_of(TODAY)

    assert march.is_unfinished(date(2026, 3, 31))
    assert not march.is_unfinished(date(2026, 4, 1))


def test_on_its_last_day_a_month_is_compared_with_as_many_days_and_no_more():
    april = date(2026, 4, 30)

    assert kpis.month_of(april).previous(april) == Period(Kind.CUSTOM, date(2026, 3, 1), date(2026, 3, 31))
    assert kpis.month_of(april).previous(date(2026, 5, 1)) == kpis.month_of(TODAY)


def test_quarters_and_years_are_compared_with_their_own_kind():
    assert kpis.quarter_of(date(2025, 11, 3)).previous(TODAY) == kpis.quarter_of(date(2025, 8, 1))
    assert kpis.year_of(date(2025, 5, 5)).previous(TODAY) == kpis.year_of(date(2024, 1, 1))


def test_any_other_span_is_compared_with_the_same_number_of_days_before_it():
    span = kpis.custom(date(2026, 1, 11), date(2026, 1, 20))

    assert span.previous(TODAY) == Period(Kind.CUSTOM, date(2026, 1, 1), date(2026, 1, 11))


def test_a_span_that_is_a_whole_month_quarter_or_year_is_taken_as_one():
    assert kpis.custom(date(2026, 2, 1), date(2026, 2, 28)).kind is Kind.MONTH
    assert kpis.custom(date(2026, 1, 1), date(2026, 3, 31)).kind is Kind.QUARTER
    assert kpis.custom(date(2025, 1, 1), date(2025, 12, 31)).kind is Kind.YEAR


@pytest.mark.parametrize(("first", "last"), [(date.min, date(1, 12, 31)), (date(2026, 1, 1), date.max)])
def test_a_period_at_the_ends_of_the_calendar_is_refused(first, last):
    with pytest.raises(kpis.TooFar, match="between 1900-01-01 and 2999-12-31"):
        kpis.custom(first, last)


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(kpis.BadPeriod, match="ends before it starts"):
        kpis.custom(date(2026, 2, 2), date(2026, 2, 1))


@pytest.mark.parametrize(
    ("today", "month"), [(date(2026, 3, 1), 2), (date(2026, 3, 3), 2), (date(2026, 3, 4), 3), (date(2026, 1, 2), 12)]
)
def test_a_glance_in_the_first_days_of_a_month_tells_the_one_that_has_just_ended(today: date, month: int):
    assert kpis.month_told(today).start.month == month
