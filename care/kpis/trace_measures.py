"""What is added up by day, and the codes under which it is stored."""

from enum import IntEnum

FORMULA_VERSION = 2
"""Raised whenever what is counted changes: tallies are then made anew, and older baselines compare with nothing."""
NEXT_DAYS = 90
"""Bought again in the window after the window in which one bought: both are so long."""
AGAIN_SOON, AGAIN_LATER = 30, 90
MONTHS_KEPT = 24
_DAYS = 1_000_000


class Measure(IntEnum):
    """What is added up by day; the codes are stored."""

    KNOWN = 1
    FILLED = 2
    """Per cent of each file that is filled, on the day it came."""
    STALE = 3
    CAME = 4
    ACTIVE = 5
    REPEAT = 6
    """Bought on two days of the last 365."""
    RECENT = 7
    """Bought within NEXT_DAYS."""
    NEXT = 8
    """Bought within NEXT_DAYS, and within as many before those."""
    SOON = 9
    LATER = 10
    """Came on this day, and bought again within AGAIN_SOON or AGAIN_LATER days."""
    BACK_IN_MONTH = 11
    BACK_IN_QUARTER = 12
    BACK_IN_YEAR = 13
    """Bought on this day, and was inactive when its month, quarter or year began."""
    ORDERS = 14
    CENTS = 15
    LOST = 16
    LOYAL = 17
    ACTIVE_TWICE = 18
    """Bought within twice the days that make an active customer."""
    RECEIVED = 30
    RECEIVED_OF_CUSTOMERS = 31
    RECEIVED_OF_ORDERS = 32
    REPEATED = 33
    ACK_MET = 36
    ACK_MISSED = 37
    RESPONSE_MET = 38
    RESPONSE_MISSED = 39
    RESOLVE_MET = 40
    RESOLVE_MISSED = 41
    EXTENDED_MET = 42
    EXTENDED_MISSED = 43
    SCORE_1 = 44
    SCORE_2 = 45
    SCORE_3 = 46
    SCORE_4 = 47
    SCORE_5 = 48
    SENT = 49
    ANSWERED = 50
    KEPT = 100
    """KEPT + k: came in the month that begins on this day, and bought k months later."""


OF_CUSTOMERS = (*(measure for measure in Measure if measure < Measure.RECEIVED), *range(100, 101 + MONTHS_KEPT))
OF_COMPLAINTS = tuple(measure for measure in Measure if Measure.RECEIVED <= measure < Measure.KEPT)
Amounts = dict[int, int]
"""By slot: a measure and a day in one figure."""


def slot(measure: int, day: int) -> int:
    return measure * _DAYS + day


def unpacked(place: int) -> tuple[int, int]:
    return divmod(place, _DAYS)
