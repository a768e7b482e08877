"""On which day within its grace a visit is planned, so that nobody has forty on a Monday. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from care.revisits.cadence import Cadence, Due

_STEPS = 3


def planned_day(due: Due, cadence: Cadence, load: Mapping[date, int]) -> date:
    """The least loaded working day from half the grace before the due day to all of it after; the same for the same.

    Loads are compared by thirds of what a person can do in a day, so that a day with room near the due day is taken
    before a distant one that is a visit emptier.
    """
    step = max(1, cadence.policy.daily_load // _STEPS)
    days = list(days_within(due, cadence)) or [cadence.worked(due.on)]
    return min(days, key=lambda day: (load.get(day, 0) // step, abs((day - due.on).days), day))


def days_within(due: Due, cadence: Cadence) -> Iterator[date]:
    """The working days on which it is neither early nor late, from today on."""
    first = max(due.on - timedelta(days=due.grace // 2), cadence.today)
    for n in range((due.latest - first).days + 1):
        day = first + timedelta(days=n)
        if cadence.calendar.is_working_day(day):
            yield day


def retry_day(cadence: Cadence, load: Mapping[date, int]) -> date:
    """The least loaded of the next working days: never today again."""
    days, day = [], cadence.today
    for _n in range(cadence.policy.retry_within):
        day = cadence.worked(day + timedelta(days=1))
        days.append(day)
    return min(days, key=lambda day: (load.get(day, 0), day))
