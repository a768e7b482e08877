"""Who is to be told of a clock, and when: reminders before it is due, levels after. Pure; the times are arguments."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Generic, NamedTuple, TypeVar

from care.countdown.counting import Run, extended_due_at, moment
from care.worktime import WorkCalendar

C = TypeVar("C", bound=StrEnum)


class Level(IntEnum):
    """How far up somebody is told: whoever does the work, their manager, the heads of departments, the firm's owner."""

    HANDLER = 0
    MANAGER = 1
    DEPARTMENT = 2
    OWNER = 3


class Alarm(NamedTuple, Generic[C]):
    at: datetime
    cause: C
    level: Level

    @property
    def key(self) -> tuple[str, int]:
        return self.cause.value, int(self.level)


def due_levels(
    planned: Iterable[Alarm[C]], fired: Collection[tuple[str, int]], *, now: datetime
) -> tuple[Alarm[C], ...]:
    """What should have been said by now and was not; `fired` holds the keys of what was."""
    return tuple(alarm for alarm in planned if alarm.at <= now and alarm.key not in fired)


def next_at(planned: Iterable[Alarm[C]], fired: Collection[tuple[str, int]]) -> datetime | None:
    """The next moment at which there is something to say: in the past when it is overdue itself."""
    return min((alarm.at for alarm in planned if alarm.key not in fired), default=None)


def warned_at(run: Run, percent: int, calendar: WorkCalendar) -> datetime:
    """When that share of the target is used."""
    return moment(run, run.target * percent / 100, calendar)


def breaches(run: Run, cause: C, steps: Sequence[tuple[Level, int]], calendar: WorkCalendar) -> Iterator[Alarm[C]]:
    """Each level so many minutes after the due moment in force, as the clock counts them."""
    due = extended_due_at(run, calendar) or moment(run, run.target, calendar)
    for level, minutes in steps:
        at = calendar.after(due, timedelta(minutes=minutes), mode=run.mode, pauses=run.pauses)
        yield Alarm(at, cause, level)
