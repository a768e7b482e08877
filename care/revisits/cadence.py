"""When a customer is to be visited next: the cycle since the last contact, on a working day. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zlib import crc32

from care.revisits.policy import RevisitPolicy
from care.worktime import NeverOpen, WorkCalendar


@dataclass(frozen=True)
class Due:
    """What a visit is planned by."""

    on: date
    grace: int
    since: datetime
    cycle: int

    @property
    def latest(self) -> date:
        return self.on + timedelta(days=self.grace)


@dataclass(frozen=True)
class Cadence:
    """The numbers and days in force today."""

    policy: RevisitPolicy
    calendar: WorkCalendar
    today: date

    def due(self, since: datetime, cycle: int, *, backlog_key: int | None = None) -> Due:
        """A cycle after `since`; never in the past, where nobody could be in time any more.

        `backlog_key`: the id of a customer for whom nothing was ever planned. Whoever has waited beyond the grace
        already is laid somewhere into the coming cycle: a firm that begins to visit customers begins with all of them.
        """
        on, grace = self._day(since) + timedelta(days=cycle), self.policy.grace(cycle)
        if backlog_key is not None and on + timedelta(days=grace) < self.today:
            on = self.today + timedelta(days=crc32(b"%d" % backlog_key) % cycle)
        return Due(self.worked(max(on, self.today)), grace, since, cycle)

    def after(self, days: int, since: datetime, cycle: int) -> Due:
        """So many days from today: the first visit after an order."""
        return Due(self.worked(self.today + timedelta(days=days)), self.policy.grace(days), since, cycle)

    def worked(self, day: date) -> date:
        """The day itself, or the next one that is worked."""
        try:
            return self.calendar.day_after(day, 0)
        except NeverOpen:
            return day  # a firm without any hours still visits its customers

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.calendar.zone).date()
