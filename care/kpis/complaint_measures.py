"""Which numbers about complaints there are, the days they look at, and how they are worked out."""

from collections.abc import Sequence
from enum import StrEnum

REPEAT_DAYS = 90
"""A complaint repeats another of the same customer and category that came within so many days before."""
REOPEN_DAYS = 30
"""A complaint was reopened when it was taken up again within so many days after it ended."""
GOOD_SCORE = 4
"""From this of five on, a customer counts as satisfied."""
BANDS = (24, 48, 7 * 24)
"""Hours from receipt to closing, the whole time on the wall; the last band is open."""
PROMISED_HOURS = 48


class ComplaintKpi(StrEnum):
    """In the order in which they are shown and printed."""

    RATE = "complaint_rate"
    RESOLUTION_SLA = "resolution_in_time"
    CSAT = "handling_satisfaction"
    BACKLOG = "complaint_backlog"
    UPHELD = "upheld"
    REPEAT = "repeat_complaints"
    REOPENED = "reopened"
    NET_MEDIAN = "resolution_median"
    NET_MEAN = "resolution_mean"
    NET_P90 = "resolution_p90"
    GROSS_MEDIAN = "closing_median"
    GROSS_MEAN = "closing_mean"
    GROSS_P90 = "closing_p90"
    CLOSED_IN_TIME = "closed_within_48h"
    CUSTOMERS = "complaining_customers"
    ORDERS = "order_complaints"
    EXTENDED_SLA = "resolution_in_time_extended"
    RESPONSE_SLA = "response_in_time"
    ACK_SLA = "acknowledged_in_time"
    SCORE = "handling_score"
    ANSWERED = "survey_answered"


_K = ComplaintKpi
LOWER_IS_BETTER = frozenset(
    {
        _K.RATE, _K.CUSTOMERS, _K.ORDERS, _K.BACKLOG, _K.UPHELD, _K.REPEAT, _K.REOPENED,
        _K.NET_MEDIAN, _K.NET_MEAN, _K.NET_P90, _K.GROSS_MEDIAN, _K.GROSS_MEAN, _K.GROSS_P90,
    }
)  # fmt: skip


def share(numerator: int, denominator: int) -> float | None:
    """None when there is nothing to divide by."""
    return numerator / denominator if denominator else None


def quantile(ordered: Sequence[int], part: float) -> float | None:
    """Of values in ascending order, between the two nearest ones in proportion; None of none."""
    if not ordered:
        return None
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def band_of(seconds: int) -> int:
    """The first band that holds so long a time."""
    return next((place for place, hours in enumerate(BANDS) if seconds <= hours * 3600), len(BANDS))
