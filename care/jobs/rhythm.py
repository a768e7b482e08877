"""How often a job runs: the next moment after a given one, on the company's clock. Runs missed are not made up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.i18n import _, ngettext


@dataclass(frozen=True)
class Every:
    minutes: int

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:  # noqa: ARG002 - minutes are the same everywhere
        return moment + timedelta(minutes=self.minutes)

    def in_words(self) -> str:
        return ngettext("every minute", "every {n} minutes", self.minutes).format(n=self.minutes)


@dataclass(frozen=True)
class Daily:
    at: time

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        day = moment.astimezone(zone).date()
        return next(at for n in range(3) if (at := _on(day + timedelta(days=n), self.at, zone)) > moment)

    def in_words(self) -> str:
        return _("every day at {time}").format(time=f"{self.at:%H:%M}")


@dataclass(frozen=True)
class Monthly:
    day: int
    """At most 28, which every month has."""
    at: time

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        first = moment.astimezone(zone).date().replace(day=1)
        months = (first, _next_month(first))
        return next(at for month in months if (at := _on(month.replace(day=self.day), self.at, zone)) > moment)

    def in_words(self) -> str:
        return _("every month on day {day} at {time}").format(day=self.day, time=f"{self.at:%H:%M}")


Rhythm = Every | Daily | Monthly


def _on(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
