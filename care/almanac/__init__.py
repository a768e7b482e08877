"""The Chinese calendar: which of its days is which of ours, when birthdays and festivals fall. Pure."""

from care.almanac.birthdays import born_on, lunar_birthday, next_lunar_birthday, next_solar_birthday, solar_birthday
from care.almanac.festivals import Festival, festival_day, festivals_on
from care.almanac.lunar import (
    FIRST,
    LAST,
    BeyondTables,
    LunarDay,
    Month,
    length_of,
    lunar_of,
    lunar_year_of,
    months_of,
    possible_months,
    solar_of,
)
from care.almanac.wording import in_chinese, month_in_chinese, read_chinese

__all__ = [
    "FIRST",
    "LAST",
    "BeyondTables",
    "Festival",
    "LunarDay",
    "Month",
    "born_on",
    "festival_day",
    "festivals_on",
    "in_chinese",
    "length_of",
    "lunar_birthday",
    "lunar_of",
    "lunar_year_of",
    "month_in_chinese",
    "months_of",
    "next_lunar_birthday",
    "next_solar_birthday",
    "possible_months",
    "read_chinese",
    "solar_birthday",
    "solar_of",
]
