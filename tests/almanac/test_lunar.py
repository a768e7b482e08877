"""Lunar days agree with an independent library, which works out the moon itself instead of keeping tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import Lunar, LunarYear, Solar

from care import almanac
from care.almanac import Festival, LunarDay, Month

YEARS = range(1950, 2051)


def test_every_lunar_year_of_a_century_has_the_months_that_the_other_library_has():
    for year in YEARS:
        theirs = [month for month in LunarYear.fromYear(year).getMonths() if month.getYear() == year]

        assert list(almanac.months_of(year).items()) == [
            (Month(abs(month.getMonth()), month.getMonth() < 0), month.getDayCount()) for month in theirs
        ]


def test_every_day_of_a_century_is_the_same_lunar_day_in_both_libraries():
    """Each library's months, laid day by day beside each other; both directions of ours."""
    compared = 0
    for year in YEARS:
        for month, days in almanac.months_of(year).items():
            first = Lunar.fromYmd(year, -month.number if month.is_leap else month.number, 1).getSolar()
            start = date(first.getYear(), first.getMonth(), first.getDay())
            for number in range(1, days + 1):
                day, lunar = start + timedelta(days=number - 1), LunarDay(month.number, month.is_leap, number)
                assert almanac.solar_of(year, lunar) == day
                assert almanac.lunar_of(day) == (year, lunar)
                compared += 1
    assert compared == (almanac.festival_day(Festival.SPRING, 2051) - almanac.festival_day(Festival.SPRING, 1950)).days


def test_asked_for_a_day_of_ours_the_other_library_names_the_same_lunar_day():
    """Every seventeenth day of the century: it takes a millisecond for each."""
    for number in range(0, 36890, 17):
        day = date(1950, 1, 1) + timedelta(days=number)
        theirs = Solar.fromYmd(day.year, day.month, day.day).getLunar()
        month = theirs.getMonth()

        assert almanac.lunar_of(day) == (theirs.getYear(), LunarDay(abs(month), month < 0, theirs.getDay())), day


@given(day=st.dates(almanac.FIRST, almanac.LAST))
def test_there_and_back_is_the_same_day(day):
    year, lunar = almanac.lunar_of(day)

    assert almanac.solar_of(year, lunar) == day


@pytest.mark.parametrize("day", [date(1900, 1, 30), date(2101, 1, 29)])
def test_beyond_the_tables_nothing_is_guessed(day):
    with pytest.raises(almanac.BeyondTables):
        almanac.lunar_of(day)


def test_only_months_that_exist_can_be_a_birthday():
    months = almanac.possible_months()

    assert [month for month in months if not month.is_leap] == [Month(number) for number in range(1, 13)]
    assert Month(1, is_leap=True) not in months
    assert Month(12, is_leap=True) not in months
    assert set(months.values()) == {29, 30}


@pytest.mark.parametrize("code", ["", "13-01", "00-01", "01L-01", "08-31", "08-00", "8-15", "0815", "08-15 "])
def test_what_is_no_day_of_any_lunar_year_is_refused(code):
    with pytest.raises(ValueError, match=f"^{code}$"):
        LunarDay.of(code)


@given(data=st.data())
def test_a_stored_code_and_the_chinese_words_tell_the_same_day(data):
    month = data.draw(st.sampled_from(list(almanac.possible_months())))
    day = LunarDay(month.number, month.is_leap, data.draw(st.integers(1, almanac.possible_months()[month])))

    assert LunarDay.of(day.code) == day
    assert almanac.read_chinese(almanac.in_chinese(day)) == day
    assert almanac.read_chinese(f"农历{almanac.in_chinese(day)}") == day


@pytest.mark.parametrize(("written", "code"), [
    ("农历八月十五", "08-15"), ("闰四月初三", "04L-03"), ("腊月廿九", "12-29"), ("正月初一", "01-01"),
    ("冬月二十", "11-20"), ("十一月二十一", "11-21"), ("阴历 8月15日", "08-15"), ("農曆閏六月初十", "06L-10"),
    ("农历1988年五月三十", "05-30"),
])  # fmt: skip
def test_lunar_days_are_read_as_people_write_them(written, code):
    found = almanac.read_chinese(written)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "written", ["", "八月", "十三月初一", "八月三十一", "闰正月初一", "1988-08-15", "生日八月十五"]
)
def test_what_is_no_lunar_day_is_not_guessed_at(written):
    assert almanac.read_chinese(written) is None
