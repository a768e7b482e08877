"""When birthdays are celebrated: short months, leap months, 29 February; and that no year goes without."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care import almanac
from care.almanac import Festival, LunarDay, Month


@st.composite
def lunar_days(draw: st.DrawFn) -> LunarDay:
    month = draw(st.sampled_from(list(almanac.possible_months())))
    return LunarDay(month.number, month.is_leap, draw(st.integers(1, almanac.possible_months()[month])))


@pytest.mark.parametrize(("born", "year", "celebrated"), [
    ("08-15", 2026, date(2026, 9, 25)),
    ("06L-10", 2025, date(2025, 8, 3)),  # 2025 has a leap sixth month
    ("06-10", 2025, date(2025, 7, 4)),  # the ordinary one stays in the ordinary one
    ("06L-10", 2026, date(2026, 7, 23)),  # 2026 has none: the ordinary month
    ("06L-30", 2025, date(2025, 8, 22)),  # the leap month of 2025 has 29 days
    ("12-30", 2026, date(2027, 2, 5)),  # so has the twelfth month: the day before the spring festival
    ("12-30", 2024, date(2025, 1, 28)),
])  # fmt: skip
def test_a_lunar_birthday_falls_where_the_rule_says(born, year, celebrated):
    assert almanac.lunar_birthday(year, LunarDay.of(born)) == celebrated


@pytest.mark.parametrize(("year", "celebrated"), [(2027, date(2027, 2, 28)), (2028, date(2028, 2, 29))])
def test_who_was_born_on_29_february_celebrates_on_the_28th_in_other_years(year, celebrated):
    assert almanac.solar_birthday(year, date(1992, 2, 29)) == celebrated


@given(born=lunar_days(), year=st.integers(1950, 2050))
def test_every_lunar_year_has_the_birthday_once_and_its_day_knows_it(born, year):
    day = almanac.lunar_birthday(year, born)

    known = [at for n in range(-35, 36) if _knows(at := day + timedelta(days=n), year, born)]
    assert known == [day]


def _knows(day: date, year: int, born: LunarDay) -> bool:
    lunar_year, celebrating = almanac.born_on(day)
    return lunar_year == year and born in celebrating


@given(born=lunar_days(), year=st.integers(1950, 2050))
def test_the_birthday_stays_in_its_month_and_moves_by_one_day_at_most(born, year):
    _year, lunar = almanac.lunar_of(almanac.lunar_birthday(year, born))

    assert lunar.month == born.month
    assert lunar.is_leap in {born.is_leap, False}
    assert lunar.day in {born.day, 29}
    if lunar.day != born.day:
        assert almanac.length_of(year, Month(lunar.month, lunar.is_leap)) == 29


@pytest.mark.parametrize(("festival", "day"), [
    (Festival.NEW_YEAR, date(2026, 1, 1)), (Festival.SPRING, date(2026, 2, 17)),
    (Festival.LANTERN, date(2026, 3, 3)), (Festival.LABOUR, date(2026, 5, 1)),
    (Festival.DRAGON_BOAT, date(2026, 6, 19)), (Festival.MID_AUTUMN, date(2026, 9, 25)),
    (Festival.NATIONAL, date(2026, 10, 1)), (Festival.DOUBLE_NINTH, date(2026, 10, 18)),
])  # fmt: skip
def test_festivals_fall_as_the_state_publishes_them(festival, day):
    assert almanac.festival_day(festival, 2026) == day
    assert festival in almanac.festivals_on(day)


def test_two_festivals_may_share_a_day():
    assert almanac.festivals_on(date(2020, 10, 1)) == (Festival.MID_AUTUMN, Festival.NATIONAL)


def test_every_festival_comes_once_a_year():
    for year in range(1950, 2051):
        days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
        found = [festival for day in days if day.year == year for festival in almanac.festivals_on(day)]
        assert sorted(found) == sorted(Festival)
