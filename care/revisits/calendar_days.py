"""What is to be known about each day of a range: whether it is worked, why, and how many visits stand on it. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from care.revisits.faces import Face
from care.worktime import WorkCalendar, public_day
from db.models import DayKind


@dataclass(frozen=True)
class CalendarDate:
    day: date
    is_off: bool
    """Not worked: a weekend, a holiday, the firm's own day."""
    name: str = ""
    """The public holiday's in English, or the firm's own word; also of a day worked in exchange for it."""
    is_made_up: bool = False
    """Worked although its weekday is not."""
    counts: Mapping[Face, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def overdue(self) -> int:
        return self.counts.get(Face.OVERDUE, 0)


def dates(
    first: date, last: date, counts: Mapping[date, Counter[Face]], calendar: WorkCalendar
) -> tuple[CalendarDate, ...]:
    days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    return tuple(_date(day, counts.get(day, Counter()), calendar) for day in days)


def _date(day: date, counts: Counter[Face], calendar: WorkCalendar) -> CalendarDate:
    special = calendar.own_day(day) or public_day(day)
    return CalendarDate(
        day=day,
        is_off=not calendar.is_working_day(day),
        name=special.name if special else "",
        is_made_up=bool(special and special.kind is DayKind.WORK and not calendar.week[day.weekday()]),
        counts=counts,
    )
