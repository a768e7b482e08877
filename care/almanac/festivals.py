"""The festivals on which firms here greet their customers, and the day of ours on which each falls."""

from datetime import date
from enum import StrEnum

from care.almanac.lunar import FIRST, LAST, LunarDay, lunar_of, solar_of


class Festival(StrEnum):
    """In the order of the year."""

    NEW_YEAR = "new_year"
    SPRING = "spring_festival"
    LANTERN = "lantern_festival"
    LABOUR = "labour_day"
    DRAGON_BOAT = "dragon_boat"
    MID_AUTUMN = "mid_autumn"
    NATIONAL = "national_day"
    DOUBLE_NINTH = "double_ninth"


_OURS = {Festival.NEW_YEAR: (1, 1), Festival.LABOUR: (5, 1), Festival.NATIONAL: (10, 1)}
_LUNAR = {
    Festival.SPRING: LunarDay(1, False, 1),
    Festival.LANTERN: LunarDay(1, False, 15),
    Festival.DRAGON_BOAT: LunarDay(5, False, 5),
    Festival.MID_AUTUMN: LunarDay(8, False, 15),
    Festival.DOUBLE_NINTH: LunarDay(9, False, 9),
}


def festival_day(festival: Festival, year: int) -> date:
    """In a year of ours, which all of them begin and end in."""
    if festival in _OURS:
        month, day = _OURS[festival]
        return date(year, month, day)
    found = solar_of(year, _LUNAR[festival])
    assert found is not None
    return found


def festivals_on(day: date) -> tuple[Festival, ...]:
    """Mid-autumn and national day may fall together."""
    found = [festival for festival, ours in _OURS.items() if (day.month, day.day) == ours]
    if FIRST <= day <= LAST:
        _year, lunar = lunar_of(day)
        found += [festival for festival, theirs in _LUNAR.items() if lunar == theirs]
    return tuple(sorted(found, key=list(Festival).index))
