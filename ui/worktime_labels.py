"""Weekdays and kinds of days as the words people read."""

from core.i18n import N_, _
from db.models import DayKind

DAY_KINDS = {
    DayKind.OFF: N_("Day off"),
    DayKind.WORK: N_("Working day"),
}
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def weekday(number: int) -> str:
    """0 is Monday."""
    return _(WEEKDAYS[number])


def day_kind(code: DayKind) -> str:
    return _(DAY_KINDS[code])
