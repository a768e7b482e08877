"""What is added up by day, and the codes under which it is stored."""

from datetime import datetime
from enum import IntEnum

from core import clock

FORMULA_VERSION = 2
"""Raised whenever a number comes to mean something else: older baselines then compare with nothing."""
STORED_VERSION = 4
"""Raised whenever what is added up, or how it is stored, changes: all of it is then made anew."""
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
    STANDING = 34
    """Came and not over for good: see Lives for those that were over meanwhile."""
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
    CALLS = 60
    """We called them; and got through."""
    CALLS_THROUGH = 61
    IN_TOUCH = 62
    """Bought within the window, and spoken with within the cycle of their tier."""
    VISITS_OVER = 63
    """Visits due on this day that ended, in whichever way but called off; and were made in time."""
    VISITS_IN_TIME = 64
    KEPT = 100
    """KEPT + k: came in the month that begins on this day, and bought k months later."""
    LEADS = 200
    """Came to us on this day, and are customers by now."""
    LEADS_CONVERTED = 201
    LEADS_JUDGED = 202
    """Came on this day, and it is decided whether somebody spoke with them in time; and somebody did."""
    LEADS_IN_TIME = 203
    LEADS_WON = 204
    """Became a customer on this day, or was lost; how long those who became one took."""
    LEADS_LOST = 205
    SECONDS_TO_WIN = 206
    SURVEYED = 1000
    """A survey got to them on this day, and was answered."""
    SURVEYED_ANSWERED = 1001
    SCORES = 1010
    """Answers of this day with a score, what their scores add up to, and those of 4 and 5."""
    SCORE_TOTAL = 1011
    SCORES_GOOD = 1012
    PROMOTERS = 1020
    PASSIVES = 1021
    DETRACTORS = 1022
    EASE = 1030
    EASE_TOTAL = 1031
    EASY = 1032
    JUDGING = 1040
    """Answers of this day that judge a side of us."""
    SIDES = 2000
    """What was said of each side of us: see survey_measures."""


OF_FILES = tuple(measure for measure in Measure if measure < Measure.RECEIVED)
OF_COHORTS = tuple(range(Measure.KEPT, Measure.KEPT + MONTHS_KEPT + 1))
OF_COMPLAINTS = tuple(measure for measure in Measure if Measure.RECEIVED <= measure < Measure.CALLS)
OF_CONTACTS = (Measure.CALLS, Measure.CALLS_THROUGH, Measure.IN_TOUCH)
OF_VISITS = (Measure.VISITS_OVER, Measure.VISITS_IN_TIME)
OF_LEADS = tuple(measure for measure in Measure if Measure.LEADS <= measure < Measure.SURVEYED)
OF_ANSWERS = tuple(measure for measure in Measure if Measure.SURVEYED <= measure < Measure.SIDES)
Amounts = dict[int, int]
"""By slot: a measure and a day in one figure."""


def slot(measure: int, day: int) -> int:
    return measure * _DAYS + day


def unpacked(place: int) -> tuple[int, int]:
    return divmod(place, _DAYS)


def day_of(moment: datetime) -> int:
    """On the company's clock."""
    return clock.local(moment).toordinal()


def seconds_of(moment: datetime) -> int:
    """Whole ones, as the database counts them."""
    return int(moment.timestamp())
